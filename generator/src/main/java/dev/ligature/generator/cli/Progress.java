package dev.ligature.generator.cli;

import java.io.PrintStream;

/**
 * One line on a terminal that says what is being done, shown once work lasts over a second and
 * wiped away at its end.
 */
final class Progress implements AutoCloseable {
  private static final long PATIENCE_MS = 1000;
  private static final long PERIOD_MS = 200;

  private final PrintStream err;
  private final Thread painter;
  private volatile String step = "";
  private volatile boolean painted;

  private Progress(PrintStream err, boolean shown) {
    this.err = err;
    this.painter = shown ? Thread.ofPlatform().daemon().unstarted(this::paint) : null;
  }

  /**
   * {@return a started progress line}
   *
   * @param shown false where standard error is no terminal
   */
  static Progress start(PrintStream err, boolean shown) {
    Progress progress = new Progress(err, shown);
    if (progress.painter != null) {
      progress.painter.start();
    }
    return progress;
  }

  void step(String what) {
    step = what;
  }

  private void paint() {
    long start = System.nanoTime();
    try {
      Thread.sleep(PATIENCE_MS);
      while (true) {
        long tenths = (System.nanoTime() - start) / 100_000_000;
        painted = true;
        err.print("\r\u001b[K" + step + " " + tenths / 10 + "." + tenths % 10 + " s");
        err.flush();
        Thread.sleep(PERIOD_MS);
      }
    } catch (InterruptedException _) {
      // The work is done.
    }
  }

  /** Stops and wipes the line. */
  @Override
  public void close() {
    if (painter == null) {
      return;
    }
    painter.interrupt();
    try {
      painter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (painted) {
      painted = false;
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
