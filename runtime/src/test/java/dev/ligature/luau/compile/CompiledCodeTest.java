package dev.ligature.luau.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.luau.Luau;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CompiledCodeTest {

  private static String run(String script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Luau luau = Luau.builder().output(out).build();
    luau.call(luau.load(script.getBytes(StandardCharsets.UTF_8), "=script"));
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void numberVariablesMayBecomeOtherThings() {
    assertThat(run("local x = 1; x = x + 1; print(x); x = nil; print(x); x = 'a'; print(x .. 1)"))
        .isEqualTo("2\nnil\na1");
  }

  @Test
  void assignmentsTakeTheirKeysBeforeAnyOfThemHappens() {
    assertThat(run("local i, t = 1, {}; i, t[i] = 2, 'x'; print(i, t[1], t[2])"))
        .isEqualTo("2\tx\tnil");
    assertThat(run("local a, b = 1, 2; a, b = b, a; print(a, b)")).isEqualTo("2\t1");
  }

  @Test
  void eachRoundOfALoopHasItsOwnVariable() {
    assertThat(
            run(
                """
                local fs = {}
                for i = 1, 3 do fs[i] = function() i += 1; return i end end
                print(fs[1](), fs[1](), fs[3]())
                """))
        .isEqualTo("2\t3\t4");
  }

  @Test
  void loopsUseWhatClosuresCaptured() {
    assertThat(
            run(
                """
                local base, names, count = 10, { "a", "b" }, 0
                local half = base / 4
                local function outer(n)
                  local made = {}
                  for i = 1, n do
                    for k, name in names do
                      made[#made + 1] = function() count += half return name .. base + i end
                    end
                    while true do count += 1 if count % 2 == 0 then break end end
                  end
                  local out = {}
                  repeat local f = table.remove(made) out[#out + 1] = f() until #made == 0
                  return table.concat(out, names[1]) .. base .. half
                end
                print(outer(2), count)
                local co = coroutine.wrap(function()
                  for i = 1, 2 do coroutine.yield(base + i .. names[i]) end
                  for i = 1, 2 do (function() for j = 1, 1 do names[i] ..= base end end)() end
                end)
                print(co(), co(), co(), names[1], names[2])
                """))
        .isEqualTo("b12aa12ab11aa11102.5\t14\n11a\t12b\tnil\ta10\tb10");
  }

  @Test
  void integerLoopsAndFractionalLoopsCountAlike() {
    assertThat(
            run("local s = 0; for i = 1, 2.5 do s += i end; for i = 0.5, 2 do s += i end print(s)"))
        .isEqualTo("5");
    assertThat(run("local n = 0; for i = 3, 1, -1 do n = n * 10 + i end; print(n)"))
        .isEqualTo("321");
    assertThat(
            run(
                "for i = 1, 0/0 do print(i) end for i = 2^53, math.huge do print('once') break"
                    + " end"))
        .isEqualTo("once");
  }

  @Test
  void integersComputedFromLoopVariablesKeepTheirSignOfZero() {
    assertThat(run("for i = 0, 1 do print(-i, 0 * -i, i * -2, (i - 1) * 3, 1 / (i * 2)) end"))
        .isEqualTo("-0\t-0\t-0\t-3\tinf\n-1\t-0\t-2\t0\t0.5");
    assertThat(run("for i = -3, 3, 3 do print(i // 2, i % 2, i // -2, i % -2) end"))
        .isEqualTo("-2\t1\t1\t-1\n0\t0\t-0\t0\n1\t1\t-2\t-1");
  }

  @Test
  void integersIndexTablesBuffersAndBits() {
    assertThat(
            run(
                """
                local b, t, sum = buffer.create(64), {}, 0
                for i = 0, 7 do
                  local at = i * 8
                  buffer.writef64(b, at, i + 0.5)
                  t[at + 1] = at
                end
                for i = 1, 8 do sum += buffer.readf64(b, (i - 1) * 8) + t[i * 8 - 7] end
                for i = 0, 1 do
                  buffer.writei32(b, i * 4, -i)
                  local bits = buffer.readu32(b, i * 4)
                  sum += bit32.bxor(bits, i) + bits % 2
                end
                print(sum, pcall(function() for i = 60, 60 do buffer.readf64(b, i) end end))
                """))
        .isEqualTo("4294967551\tfalse\tscript:13: buffer access out of bounds");
  }

  @Test
  void severalBytesOfAStringAreDeclaredAtOnce() {
    assertThat(
            run(
                """
                local function three(s, i, j) local a, b, c = string.byte(s, i, j) return a, b, c end
                print(three("abcd", 2, 4)) print(three("abcd", 3, 9)) print(three("abcd", -3, -1))
                print(three(123, 1, 3)) print(three("abcd", 3, 1)) print(pcall(three, nil, 1, 3))
                """))
        .isEqualTo(
            "98\t99\t100\n99\t100\tnil\n98\t99\t100\n49\t50\t51\nnil\tnil\tnil\n"
                + "false\tscript:1: invalid argument #1 to 'byte' (string expected, got nil)");
  }

  @Test
  void comparisonsWithNanAreFalse() {
    assertThat(
            run("local n = 0/0; print(n < 1, n <= 1, n > 1, n >= 1, n == n, n ~= n, not (n < 1))"))
        .isEqualTo("false\tfalse\tfalse\tfalse\tfalse\ttrue\ttrue");
  }

  @Test
  void knownFunctionsTakeNumbersUnboxedAndGiveThemBack() {
    assertThat(
            run(
                """
                local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
                local function two(a, b) return b, a end
                local function none() end
                print(fib(20), two(1, 2), (two(1)), select('#', none()))
                """))
        .isEqualTo("6765\t2\tnil\t0");
  }

  @Test
  void errorsSayWhatTheOfficialVmSays() {
    assertThat(run("print(pcall(function() local t; return t.x end))"))
        .isEqualTo("false\tscript:1: attempt to index nil with 'x'");
    assertThat(run("print(pcall(function() return 1 + {} end))"))
        .isEqualTo("false\tscript:1: attempt to perform arithmetic (add) on number and table");
    assertThat(run("\nprint(pcall(function()\n local a = 1\n a() end))"))
        .isEqualTo("false\tscript:4: attempt to call a number value");
    assertThat(run("print(pcall(function() for i = 'x', 1 do end end))"))
        .isEqualTo("false\tscript:1: invalid 'for' initial value (number expected, got string)");
    assertThat(run("print(pcall(function() local t = {} t:go() end))"))
        .isEqualTo("false\tscript:1: attempt to call missing method 'go' of table");
  }

  @Test
  void recursionWithoutBottomIsAnError() {
    assertThat(run("local function f() return 1 + f() end print(pcall(f)) print('on')"))
        .isEqualTo("false\tscript:1: stack overflow\non");
  }

  @Test
  void fieldsAreFoundThroughShapesHashesAndMetatables() {
    assertThat(
            run(
                """
                local Base = {} Base.__index = Base
                function Base:name() return self.n .. self.suffix end
                Base.suffix = "!"
                local out = {}
                for i = 1, 3 do
                  local o = setmetatable({n = "o" .. i}, Base)
                  if i == 2 then o.suffix = "?" end
                  if i == 3 then o[true] = 1; function o:name() return "own" end end
                  out[i] = o:name()
                end
                Base.suffix = 5
                out[4] = setmetatable({n = "late"}, Base):name()
                print(table.concat(out, " "))
                """))
        .isEqualTo("o1! o2? own late5");
  }

  @Test
  void constructorsMixKeysOfAllKinds() {
    assertThat(
            run(
                "local t = {1, 2, [-3] = 'a', a = 'b', [true] = 'c'} print(#t, t[-3], t.a,"
                    + " t[true])"))
        .isEqualTo("2\ta\tb\tc");
    assertThat(run("local t = {d = 4, d = nil, d = 42} print(t.d)")).isEqualTo("42");
    assertThat(run("local function f() return 1, nil, 3 end local t = {f()} print(#t, t[3])"))
        .isEqualTo("3\t3");
  }

  @Test
  void constructorsOfAnyLengthFit() {
    StringBuilder script = new StringBuilder("local c = {u = 5} local t = {\n");
    for (int i = 0; i < 8000; i++) {
      script.append("f").append(i).append(" = {c.u, ").append(i).append("},\n");
    }
    script.append("} print(t.f0[1], t.f7999[2])");
    assertThat(run(script.toString())).isEqualTo("5\t7999");
  }

  @Test
  void functionsOfAnyLengthFit() {
    StringBuilder script = new StringBuilder("local function f(n, ...) local r = 0\n");
    script.append("for i = 1, n do local twice = i * 2\n");
    for (int i = 0; i < 400; i++) {
      script.append("if i == ").append(i).append(" and n > 500 then r += twice + i end\n");
    }
    script.append("if i % 2 == 0 then continue end if i == 901 then break end\n");
    for (int i = 0; i < 400; i++) {
      script.append("r += twice % ").append(i + 1).append("\n");
    }
    script.append("if r > 1e6 and n > 2000 then return r, select('#', ...), twice end end\n");
    script.append("return r, function() n += 1 return n + r end end\n");
    script.append(
        "local r, g = f(1000) print(r, g() - r, f(1e9, 1, 2) > 1e6, (select(2, f(1e9, 1))))");
    String plain =
        "local r = 0 for i = 1, 1000 do local t = i * 2 if i < 400 then r += t + i end "
            + "if i % 2 == 0 then continue end if i == 901 then break end "
            + "for m = 1, 400 do r += t % m end end print(r)";
    assertThat(run(script.toString())).isEqualTo(run(plain) + "\t1001\ttrue\t1");
  }

  @Test
  void builtinsMeanWhatTheEnvironmentSays() {
    assertThat(
            run(
                """
                local function f(x) return math.floor(x) end
                print(f(1.5))
                setfenv(f, {math = {floor = function() return "other" end}})
                print(f(1.5))
                """))
        .isEqualTo("1\nother");
    assertThat(run("math = {floor = function() return 'mine' end} print(math.floor(1.5))"))
        .isEqualTo("mine");
  }

  @Test
  void traversalSurvivesAssignmentsToExistingFields() {
    assertThat(
            run(
                """
                local t = {1, 2, 3, a = 1, b = 2, c = 3}
                local n = 0
                for k, v in t do t[k] = nil; n += v end
                print(n, next(t))
                """))
        .isEqualTo("12\tnil");
  }

  @Test
  void largeConstructorsOfDataAndFunctionsMakeWhatSmallOnesMake() {
    StringBuilder script =
        new StringBuilder(
            """
            local C = { u32 = 'u32', made = setmetatable({}, {
              __index = function(_, k) return 'm' .. k end }) }
            local n, gone = 0, nil
            gone = gone
            local T = { 'one', C.u32, C.nothing, 'four',
            """);
    for (int i = 0; i < 400; i++) {
      script.append(
          """
            s%1$d = { args = { C.u32, C.made.x%1$d }, ret = C.u32, n = %1$d, [%1$d] = -%1$d },
            f%1$d = function(a, b) n += 1 return C.u32, n, a, b, %1$d end,
            v%1$d = function(...) return ... end,
          """
              .formatted(i));
    }
    script.append(
        """
        }
        print(T[1], T[2], T[3], T[4], T.s7.args[2], T.s7.ret, T.s7.n, T.s7[7])
        print(T.f5('a'))
        print(T.f6('a', 'b', 'c'))
        print(T.v1(1, 2, 3, 4, 5, 6))
        print(T.f1 == T.f1, T.f1 == T.f2, debug.info(T.v5, 'f') == T.v5, debug.info(T.f0, 'l'))
        setfenv(T.v1, {})
        print(getfenv(T.v1) == getfenv(T.f1), getfenv(T.v1) == getfenv(T.v1))
        print(pcall(function() return {
        """);
    for (int i = 0; i < 400; i++) {
      script.append("x").append(i).append(" = gone.x").append(i).append(",\n");
    }
    script.append("} end))");
    assertThat(run(script.toString()))
        .isEqualTo(
            """
            one\tu32\tnil\tfour\tmx7\tu32\t7\t-7
            u32\t1\ta\tnil\t5
            u32\t2\ta\tb\t6
            1\t2\t3\t4\t5\t6
            true\tfalse\ttrue\t7
            false\ttrue
            false\tscript:1215: attempt to index nil with 'x0'\
            """);
  }

  @Test
  void vectorsAndTablesMayMeetAtOnePlace() {
    assertThat(
            run(
                """
                local function sum(a) local s = a.x + a.Y + a.z return s end
                print(sum(vector.create(1, 2.5, -3)), sum({ x = 1, Y = 2, z = 3 }))
                local v = vector.create(1, 2, 4)
                print(v * v + v - v / 2, v * 0.5, 2 * v, pcall(function() return v + 1 end))
                """))
        .isEqualTo(
            "0.5\t6\n1.5, 5, 18\t0.5, 1, 2\t2, 4, 8\tfalse\tscript:4: attempt to perform"
                + " arithmetic (add) on vector and number");
  }

  @Test
  void keysOfAnyKindFindTheirValues() {
    assertThat(
            run(
                """
                local t, sum = {}, 0
                for i = 1, 300 do t[i * 1000] = i t[-i] = i t[i + 0.5] = i end
                for i = 1, 300 do sum += t[i * 1000] + t[-i] + t[i + 0.5] end
                local function get(k) return t[k] end
                t.a, t[0] = 'a', 'zero'
                print(sum, get(1000), get('a'), get(-0.0), get(2), get(true))
                """))
        .isEqualTo("135450\t1\ta\tzero\tnil\tnil");
  }

  @Test
  void callsOfBuiltinsNestAsLastArguments() {
    assertThat(
            run(
                """
                local function f(...) return select('#', ...), ... end
                print(bit32.bxor(1, bit32.band(6, 4)), math.max(1, math.floor(2.5)))
                print(f(math.floor(1.5)))
                print(f(string.byte('')))
                print(f(string.byte('ab', 1, 2)))
                local a, b = math.abs(-1)
                print(a, b, #{ math.abs(-1) })
                """))
        .isEqualTo("5\t2\n1\t1\n0\n2\t97\t98\n1\tnil\t1");
  }
}
