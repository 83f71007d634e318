package studio.anycost.benchmarks;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RenderRequest;
import studio.anycost.models.runtime.RenderResult;
import studio.anycost.models.runtime.RenderView;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/** A picture through a view, as the window asks for it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class RenderBenchmark {
  private static final int FACES = 64;

  /** Channel ratio and resolution. */
  @Param({"0.25@64", "1@128"})
  public String subGenerator;

  private SessionManager manager;
  private RenderView view;
  private SubGenerator rendered;
  private StyleCode[] faces;
  private StyleCode[] edited;
  private int next;

  @Setup
  public void open() throws IOException {
    manager = new SessionManager(RuntimeOptions.defaults());
    LoadedGenerator generator = manager.load(ModelBundle.openDefault());
    view = generator.openView("benchmark");
    String[] parts = subGenerator.split("@");
    rendered =
        generator
            .description()
            .channels()
            .subGenerator(Double.parseDouble(parts[0]), Integer.parseInt(parts[1]));
    faces = new StyleCode[FACES];
    edited = new StyleCode[FACES];
    // The last face's neighbours along a direction differ from it in the upper half of the styles.
    int half = generator.description().styleCount() / 2;
    StyleCode face = generator.styleOfSeed(FACES);
    for (int i = 0; i < FACES; i++) {
      faces[i] = generator.styleOfSeed(i);
      edited[i] = face.mixedWith(faces[i], half);
    }
  }

  @TearDown
  public void close() {
    manager.close();
  }

  /** A face that the view has not shown before: every stage runs. */
  @Benchmark
  public RenderResult newFace() throws ExecutionException, InterruptedException {
    return render(faces);
  }

  /** The same face with other late styles: the first stages are taken from the last picture. */
  @Benchmark
  public RenderResult lateEdit() throws ExecutionException, InterruptedException {
    return render(edited);
  }

  private RenderResult render(StyleCode[] codes) throws ExecutionException, InterruptedException {
    next = (next + 1) % codes.length;
    return view.submit(
            new RenderRequest(codes[next], rendered, Noise.FIXED, Priority.INTERACTIVE, false))
        .get();
  }
}
