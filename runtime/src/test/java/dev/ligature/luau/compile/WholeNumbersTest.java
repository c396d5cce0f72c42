package dev.ligature.luau.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.luau.Luau;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauUserdata;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.UserdataLink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Arguments such as {@code start + i * size} reach userdata as longs where that makes no
 * difference, and as the doubles or objects that they are everywhere else.
 */
class WholeNumbersTest {

  /** Numbers at which doubles and longs part, and values that are no numbers. */
  private static final String BORDERS =
      """
      local borders = {
        0, -0.0, 1, -1, 0.5, -0.5, 8, 4095, 4096, 2^21, 2^21 + 1, 2^22, 2^31 - 1, 2^31, 2^32 + 1,
        2^51, 2^51 + 1, -2^51, 2^52 - 1, 2^52, 2^52 + 1, -2^52, -2^52 - 1, 2^53 - 1, 2^53, 2^53 + 2,
        -2^53, 2^62, 2^63, -2^63, 2^64, 1e300, 5e-324, 1/0, -1/0, 0/0, "12", "-0", "x", true,
        setmetatable({}, {
          __add = function(a, b) return "add" end,
          __sub = function(a, b) return "sub" end,
          __mul = function(a, b) return "mul" end,
        }),
      }
      local function show(ok, v)
        if type(v) ~= "number" then return tostring(v):gsub("^[^ ]*:%d+: ", "") end
        return v ~= v and "nan" or string.format("%.17g%s", v, 1 / v == -1/0 and " below" or "")
      end
      local differing = 0
      local function same(found, expected, ...)
        if found ~= expected then differing += 1 print(found, expected, ...) end
      end
      """;

  /** Userdata that gives back what it takes, and notes how places would like to call it. */
  private static final class Echo extends LuauUserdata {
    final Set<String> types = new LinkedHashSet<>();

    @Override
    public Object namecall(LuauString method, Object[] args) {
      return Results.of(args);
    }

    @Override
    public Optional<UserdataLink> link(UserdataLink.Access access, Object[] args) {
      types.add(access.key() + access.type().dropParameterTypes(0, 1).toString());
      return Optional.empty();
    }
  }

  private final Echo echo = new Echo();

  private String run(String script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Luau luau = Luau.builder().output(out).library("echo", state -> echo).build();
    luau.call(luau.load(script.getBytes(StandardCharsets.UTF_8), "=script"));
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void sumsAndProductsOfWholeOperandsAreLongs() {
    run(
        """
        local sizes = { size = 8 }
        local function f(start, width, n)
          for i = 0, n do
            echo:sum(start + i * sizes.size)
            echo:difference(i * 4 - start)
            echo:two(start + i, "x", i * width)
            for j = 0, n do echo:nested((i * width + j) * 4 + start, i) end
            echo:before(start + i, echo:other(i))
          end
        end
        f(140737488355328, 1920, 200)
        """);
    assertThat(echo.types)
        .contains(
            "sum(long)Object",
            "difference(long)Object",
            "two(long,Object,long)Object",
            "nested(long,long)Object",
            "before(long,Object)Object");
  }

  @Test
  void numbersThatAreNotWholeStayWhatTheyAre() {
    run(
        """
        local function f(start, n)
          for i = 0, n do
            echo:proven(start + i * 4)
            echo:half(i * 0.5 + start)
          end
        end
        f(0.5, 200)
        local sizes = { size = 0.5, zero = -0.0, far = 2^53 }
        for i = 0, 200 do
          echo:fraction(i * sizes.size)
          echo:negative(sizes.zero + i)
          echo:far(i + sizes.far)
        end
        """);
    assertThat(echo.types)
        .containsExactlyInAnyOrder(
            "proven(double)Object",
            "half(double)Object",
            "fraction(Object)Object",
            "negative(Object)Object",
            "far(Object)Object");
  }

  @ParameterizedTest
  @CsvSource({
    "a * i, true",
    "i - a, true",
    "(i + 1) * -8 * a, true",
    "a + i * b, true",
    "a - b * i, true",
    "(a + i) * b, true",
    "(i * a + b) * 4, true",
    "i * 2251799813685248 + a, true",
    "i * -8 * a, false",
    "b * (i - a), false",
    "i * 4503599627370496 + a, false",
  })
  void bordersGiveWhatDoublesGive(String shape, boolean asLongs) {
    assertThat(
            run(
                BORDERS
                    + """
                    local function byEcho(out, a, b)
                      for i = 0, 2 do out[i] = (echo:take(SHAPE)) end
                      for i = -2, -1 do out[i] = (echo:below(SHAPE)) end
                      for i = -1, 1 do out[i + 4] = (echo:around(SHAPE)) end
                    end
                    local function plain(out, a, b)
                      for i = -2, 2 do out[i] = SHAPE end
                      for i = -1, 1 do out[i + 4] = SHAPE end
                    end
                    for _, a in borders do
                      for _, b in borders do
                        local found, expected = {}, {}
                        same(show(pcall(byEcho, found, a, b)), show(pcall(plain, expected, a, b)))
                        for i = -2, 5 do
                          same(show(true, found[i]), show(true, expected[i]), a, b, i)
                        end
                      end
                    end
                    print(differing)
                    """
                        .replace("SHAPE", shape)))
        .isEqualTo("0");
    assertThat(echo.types).contains("take(Object)Object");
    assertThat(echo.types.contains("take(long)Object")).isEqualTo(asLongs);
  }

  @Test
  void loopsMayGoFartherThanTheirProductsAreExact() {
    assertThat(
            run(
                BORDERS
                    + """
                    local function plain(a, b, c) return a + b * c end
                    local function f(n, size, start)
                      local rounds = 0
                      for i = 2147483647, n, 1048576 do
                        rounds += 1
                        if rounds > 9000 then break end
                        same(show(true, (echo:take(start + i * size))),
                          show(true, plain(start, i, size)), i, size)
                      end
                    end
                    f(2147483647, 1048575, 1)
                    f(2147483648, 1048575, 1)
                    f(2^40, 1048575, 1)
                    f(1/0, 1048575, 2^51 + 1)
                    print(differing)
                    """))
        .isEqualTo("0");
    assertThat(echo.types).contains("take(double)Object");
  }

  @Test
  void operandsMayChangeTheirKindInTheLoop() {
    assertThat(
            run(
                """
                local out, x = {}, 0
                local add = setmetatable({}, { __add = function(a, b) return "+" .. b end })
                local kinds = { 0, -0.0, 0.5, "8", add, 2^53, 16 }
                for i = 0, 6 do
                  x = kinds[i + 1]
                  out[i + 1] = tostring((echo:take(x + i * 2)))
                end
                print(table.concat(out, " "))
                """))
        .isEqualTo("0 2 4.5 14 +8 9007199254741002 28");
  }

  @Test
  void effectsKeepTheirOrder() {
    assertThat(
            run(
                """
                local out = {}
                local function note(x) table.insert(out, tostring(x)) return x end
                local meta = {
                  __add = function(a, b) note("add") return 1 end,
                  __mul = function(a, b) note("mul") return 2 end,
                }
                local function f(a, b, c)
                  for i = 1, 1 do
                    note((echo:take(note(a) + i * note(b), note(c) * i, note(7))))
                  end
                end
                f(1, 2, 3)
                f(setmetatable(meta, meta), 2, 3)
                f(1, meta, 3)
                f(1, 2, meta)
                print((table.concat(out, " "):gsub("table: %w+", "T")))
                """))
        .isEqualTo("1 2 3 7 3 T 2 add 3 7 1 1 T mul 3 7 3 1 2 T mul 7 3");
  }

  @Test
  void valuesThatClosuresChangeAreTakenWhenTheyAreEvaluated() {
    assertThat(
            run(
                """
                local base = 10
                local function bump() base += 100 return 1 end
                for i = 1, 2 do print(echo:take(base + i, bump(), base + i * 2)) end
                """))
        .isEqualTo("11\t1\t112\n112\t1\t214");
  }
}
