package studio.anycost.app.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import studio.anycost.app.task.Job;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.JobListener;
import studio.anycost.app.task.JobRunner;
import studio.anycost.app.task.JobState;
import studio.anycost.app.task.Outcome;
import studio.anycost.app.task.Work;

/**
 * Runs long work in the foreground: its progress on stderr, and Ctrl+C to stop or cancel it.
 *
 * <p>The first Ctrl+C stops work that can be stopped, the next one cancels; work that cannot be
 * stopped is cancelled by the first. After that Ctrl+C ends the process, whatever the work does.
 */
public final class CliJobs {
  private static final long LOOK_MILLISECONDS = 500;

  private final CliContext context;
  private final Interrupts interrupts;
  private final InstantSource clock;

  /** Jobs of one command. */
  public CliJobs(CliContext context) {
    this(context, new SignalInterrupts(), InstantSource.system());
  }

  CliJobs(CliContext context, Interrupts interrupts, InstantSource clock) {
    this.context = context;
    this.interrupts = interrupts;
    this.clock = clock;
  }

  /**
   * Runs work on a thread of its own and waits for it.
   *
   * @return the result, or the best so far if it was stopped
   * @throws CancelledException if the person cancelled it
   * @throws Exception what the work threw
   */
  public <P, R> R run(JobInfo info, Work<P, R> work) throws Exception {
    // Everything but the work happens on this thread: news and interrupts wait here for their turn.
    BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    AtomicReference<Outcome<R>> outcome = new AtomicReference<>();
    JobListener<P, R> listener = outcome::set;
    List<Runnable> begin = new ArrayList<>();
    Job job = new JobRunner(begin::add, news::add).start(info, work, listener);
    try (JobDisplay display = JobDisplay.of(context, info.title())) {
      Presses presses = new Presses(interrupts, job, display, news);
      try {
        // Only now: an interrupt before would end the process, whatever the work has begun.
        begin.forEach(CliJobs::inNewThread);
        while (outcome.get() == null) {
          Runnable next = news.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
          if (next != null) {
            next.run();
          }
          display.show(job.progress(), clock.instant());
        }
      } finally {
        presses.end();
        job.cancel();
      }
    }
    return result(outcome.get());
  }

  private static void inNewThread(Runnable work) {
    Thread thread = new Thread(work, "studio-job");
    thread.setDaemon(true);
    thread.start();
  }

  private static <R> R result(Outcome<R> outcome) throws Exception {
    if (outcome instanceof Outcome.Finished<R> finished) {
      return finished.result();
    }
    if (outcome instanceof Outcome.Stopped<R> stopped) {
      return stopped.best();
    }
    if (outcome instanceof Outcome.Failed<R> failed) {
      if (failed.cause() instanceof Exception e) {
        throw e;
      }
      throw (Error) failed.cause();
    }
    throw new CancelledException();
  }

  /** What Ctrl+C means while a job runs. */
  private static final class Presses {
    private final Job job;
    private final JobDisplay display;
    private final Interrupts.Registration registration;

    Presses(Interrupts interrupts, Job job, JobDisplay display, Queue<Runnable> news) {
      this.job = job;
      this.display = display;
      registration = interrupts.onInterrupt(() -> news.add(this::pressed));
    }

    private void pressed() {
      JobState state = job.state();
      if (job.info().stoppable() && (state == JobState.WAITING || state == JobState.RUNNING)) {
        job.stop();
        display.note("Finishing; Ctrl+C again drops it.");
      } else {
        job.cancel();
        end();
        display.note("Cancelling; Ctrl+C again ends the studio at once.");
      }
    }

    /** Ctrl+C ends the process again. */
    void end() {
      registration.close();
    }
  }
}
