package dev.ligature.luau.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.luau.vm.LuauCoroutine.Status;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coroutines below the library: switching, errors, boundaries, numbers of them. */
class LuauCoroutineTest {
  private final LuauState state = new LuauState();
  private LuauState before;

  @BeforeEach
  void enter() {
    before = state.enter();
  }

  @AfterEach
  void leave() {
    LuauState.leave(before);
  }

  private static LuauFunction function(Function<Object[], Object> body) {
    return new LuauBuiltin("test") {
      @Override
      public Object call(Object[] args) {
        return body.apply(args);
      }
    };
  }

  private Object suspend(Object values) {
    return LuauCoroutine.yield(state, values);
  }

  /** Yields its argument plus 1, 2, 3 …, and whatever it is resumed with is added. */
  private LuauFunction counter() {
    return function(
        args -> {
          double sum = (Double) args[0];
          while (true) {
            sum += (Double) Results.first(suspend(sum + 1));
          }
        });
  }

  @Test
  void valuesGoInAndOut() {
    LuauCoroutine coroutine =
        new LuauCoroutine(
            state,
            function(
                args -> {
                  Object in = suspend(new Object[] {args.length, "yielded"});
                  return new Object[] {in, "returned"};
                }));
    assertThat(coroutine.status()).isEqualTo(Status.SUSPENDED);
    assertThat((Object[]) coroutine.resume(new Object[] {1.0, 2.0, 3.0}))
        .containsExactly(3, "yielded");
    assertThat(coroutine.status()).isEqualTo(Status.SUSPENDED);
    assertThat((Object[]) coroutine.resume(4.0)).containsExactly(4.0, "returned");
    assertThat(coroutine.status()).isEqualTo(Status.DEAD);
    assertThatThrownBy(() -> coroutine.resume(Results.NONE))
        .isInstanceOf(LuauError.class)
        .hasMessage("cannot resume dead coroutine");
  }

  @Test
  void theResumerIsNormalMeanwhile() {
    List<Status> seen = new ArrayList<>();
    LuauCoroutine[] outer = new LuauCoroutine[1];
    LuauCoroutine inner =
        new LuauCoroutine(
            state,
            function(
                args -> {
                  seen.add(outer[0].status());
                  seen.add(state.coroutine.status());
                  return Results.NONE;
                }));
    outer[0] = new LuauCoroutine(state, function(args -> inner.resume(Results.NONE)));
    outer[0].resume(Results.NONE);
    assertThat(seen).containsExactly(Status.NORMAL, Status.RUNNING);
    assertThat(state.coroutine).isNull();
  }

  @Test
  void errorsReachTheResumerAndStayUntilItIsClosed() {
    LuauCoroutine coroutine =
        new LuauCoroutine(
            state,
            function(
                args -> {
                  throw new LuauError(42.0);
                }));
    assertThatThrownBy(() -> coroutine.resume(Results.NONE))
        .isInstanceOfSatisfying(
            LuauError.class, error -> assertThat(error.value()).isEqualTo(42.0));
    assertThat(coroutine.failed()).isTrue();
    assertThat(coroutine.errorValue()).isEqualTo(42.0);
    coroutine.close();
    assertThat(coroutine.failed()).isFalse();
  }

  @Test
  void anErrorCanBeRaisedAtTheYield() {
    LuauCoroutine coroutine =
        new LuauCoroutine(
            state,
            function(
                args -> {
                  try {
                    return suspend(Results.NONE);
                  } catch (LuauError e) {
                    return e.value();
                  }
                }));
    coroutine.resume(Results.NONE);
    assertThat(coroutine.resumeError("oops")).isEqualTo("oops");
  }

  @Test
  void yieldsStopAtCallsThroughJava() {
    LuauCoroutine coroutine =
        new LuauCoroutine(
            state,
            function(
                args -> {
                  state.beginNative();
                  return suspend(Results.NONE);
                }));
    assertThatThrownBy(() -> coroutine.resume(Results.NONE))
        .hasMessage("attempt to yield across metamethod/C-call boundary");
    assertThat(LuauCoroutine.isYieldable(state)).isTrue();
    assertThatThrownBy(() -> suspend(Results.NONE))
        .hasMessage("attempt to yield from outside a coroutine");
  }

  @Test
  void nestingEndsAtTheOfficialDepth() {
    int[] depth = new int[1];
    LuauFunction[] self = new LuauFunction[1];
    self[0] =
        function(
            args -> {
              depth[0]++;
              return new LuauCoroutine(state, self[0]).resume(Results.NONE);
            });
    assertThatThrownBy(() -> self[0].call()).hasMessage("C stack overflow");
    assertThat(depth[0]).isEqualTo(LuauState.MAX_NATIVE_CALLS);
  }

  @Test
  void aHundredThousandLive() {
    List<LuauCoroutine> live = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      LuauCoroutine coroutine = new LuauCoroutine(state, counter());
      assertThat(coroutine.resume((double) i)).isEqualTo(i + 1.0);
      live.add(coroutine);
    }
    for (int i = 0; i < 100_000; i += 1000) {
      assertThat(live.get(i).resume(1.0)).isEqualTo(i + 2.0);
    }
  }

  @Test
  void abandonedOnesAreCollected() throws InterruptedException {
    WeakReference<Object> held = new WeakReference<>(abandon());
    for (int i = 0; i < 100 && held.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(held.get()).isNull();
  }

  /** Leaves a coroutine behind whose stack holds the object that is returned. */
  private Object abandon() {
    Object held = new Object();
    LuauCoroutine coroutine =
        new LuauCoroutine(
            state,
            function(
                args -> {
                  suspend(Results.NONE);
                  return args[0];
                }));
    coroutine.resume(held);
    return held;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothKindsOfStackTakeTurns(boolean threads) {
    List<String> log = new ArrayList<>();
    Execution[] self = new Execution[1];
    Runnable body =
        () -> {
          log.add("in 1");
          self[0].suspend();
          log.add("in 2");
        };
    self[0] = threads ? new ThreadExecution(body) : new ContinuationExecution(body);
    self[0].advance();
    log.add("out");
    assertThat(self[0].ended()).isFalse();
    self[0].advance();
    assertThat(self[0].ended()).isTrue();
    assertThat(log).containsExactly("in 1", "out", "in 2");
  }
}
