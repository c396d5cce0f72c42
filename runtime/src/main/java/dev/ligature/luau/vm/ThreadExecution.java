package dev.ligature.luau.vm;

import java.lang.ref.Cleaner;
import java.util.concurrent.locks.LockSupport;

/**
 * A coroutine's stack as a virtual thread that runs while its resumer waits: for JVMs that keep
 * {@code jdk.internal.vm} closed. Slower than a continuation, and a body that is abandoned ends
 * when the collector finds out, provided that it doesn't hold its own coroutine.
 */
final class ThreadExecution implements Execution {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Turn turn;

  ThreadExecution(Runnable body) {
    turn = new Turn(body);
    CLEANER.register(this, turn::abandon);
  }

  @Override
  public void advance() {
    turn.give();
  }

  @Override
  public void suspend() {
    turn.giveBack();
  }

  @Override
  public boolean ended() {
    return turn.ended;
  }

  @Override
  public StackWalker stack(StackWalker fallback) {
    return fallback;
  }

  /** Unwinds the stack of a body that nobody can resume any more. */
  private static final class Abandoned extends Error {
    private static final long serialVersionUID = 1L;

    Abandoned() {
      super(null, null, false, false);
    }
  }

  /** Whose turn it is; apart from the execution, so that the thread doesn't keep that alive. */
  private static final class Turn implements Runnable {
    private final Runnable body;
    private final LuauState state = LuauState.current();
    private final Thread thread = Thread.ofVirtual().unstarted(this);
    private volatile Thread resumer;
    private volatile boolean bodys;
    private volatile boolean ended;
    private volatile boolean abandoned;

    Turn(Runnable body) {
      this.body = body;
    }

    @Override
    public void run() {
      if (state != null) {
        state.enter();
      }
      try {
        body.run();
      } catch (Abandoned e) {
        return;
      }
      ended = true;
      bodys = false;
      LockSupport.unpark(resumer);
    }

    void give() {
      resumer = Thread.currentThread();
      bodys = true;
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      } else {
        LockSupport.unpark(thread);
      }
      boolean interrupted = false;
      while (bodys) {
        LockSupport.park(this);
        // A set interrupt flag would turn the wait into a busy one.
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void giveBack() {
      bodys = false;
      LockSupport.unpark(resumer);
      while (!bodys) {
        LockSupport.park(this);
        if (abandoned) {
          throw new Abandoned();
        }
      }
    }

    void abandon() {
      abandoned = true;
      LockSupport.unpark(thread);
    }
  }
}
