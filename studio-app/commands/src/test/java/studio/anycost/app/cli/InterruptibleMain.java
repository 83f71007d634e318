package studio.anycost.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.task.JobInfo;

/**
 * A process that works until it is interrupted, for {@link InterruptProcessTest}: says that it
 * runs, that it was stopped, and what it has in the end.
 */
public final class InterruptibleMain {
  private InterruptibleMain() {}

  @Command(name = "work")
  static final class WorkCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters private boolean stoppable;

    @Parameters(index = "1")
    private boolean obedient;

    WorkCommand(CliContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      String result = new CliJobs(context).run(new JobInfo("Work", stoppable), this::work);
      context.out().println("result: " + result);
      return ExitCodes.DONE;
    }

    private String work(TaskContext<Void> running) throws InterruptedException {
      context.out().println("running");
      while (!running.stopRequested()) {
        running.cancellation().throwIfCancelled();
        Thread.sleep(1);
      }
      context.out().println("stopping");
      while (!obedient) {
        running.cancellation().throwIfCancelled();
        Thread.sleep(1);
      }
      return "best";
    }
  }

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    CommandLine line =
        new CommandLine(new WorkCommand(new CliContext(out, err, null, ProgressStyle.LINES)));
    line.setExecutionExceptionHandler(new FailureReporter());
    line.setErr(err);
    System.exit(line.execute(args));
  }
}
