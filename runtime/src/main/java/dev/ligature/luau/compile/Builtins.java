package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.vm.ChunkEnvironment;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.Optional;
import java.util.Set;

/**
 * Names of builtins as constants: {@code math.floor} is the function itself as long as the chunk's
 * environment is pure, which compiled code tests each time (see {@code ChunkEnvironment.pure}).
 */
final class Builtins {
  private static final Set<String> NUMERIC = Set.of("math", "bit32");

  /** A builtin by its path, such as {@code math.floor}. */
  record Builtin(String path, LuauBuiltin function) {}

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Builtins(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  /** {@return whether a callee looks like a function that takes numbers} */
  static boolean numeric(Expr callee) {
    return Exprs.unwrap(callee) instanceof Expr.IndexName x
        && x.object() instanceof Expr.Global g
        && NUMERIC.contains(g.name());
  }

  /** {@return the builtin that an expression means while the environment is pure} */
  Optional<Builtin> resolve(Expr expression) {
    return f.environment.pure ? resolve(f.analysis, f.environment, expression) : Optional.empty();
  }

  /** {@return the builtin that an expression means in an environment while that is pure} */
  static Optional<Builtin> resolve(
      Analysis analysis, ChunkEnvironment environment, Expr expression) {
    return switch (Exprs.unwrap(expression)) {
      case Expr.Global g when !analysis.assignsGlobal(g.name()) ->
          builtin(g.name(), global(environment, g.name()));
      case Expr.IndexName x
          when x.object() instanceof Expr.Global g && !analysis.assignsGlobal(g.name()) ->
          global(environment, g.name()) instanceof LuauTable library
              ? builtin(g.name() + "." + x.name(), library.get(LuauString.interned(x.name())))
              : Optional.empty();
      case Expr.Local l ->
          analysis
              .info(l.variable())
              .initial
              .filter(e -> e instanceof Expr.Global || e instanceof Expr.IndexName)
              .flatMap(e -> resolve(analysis, environment, e));
      default -> Optional.empty();
    };
  }

  private static Object global(ChunkEnvironment environment, String name) {
    return environment.state.globals.get(LuauString.interned(name));
  }

  private static Optional<Builtin> builtin(String path, Object value) {
    return value instanceof LuauBuiltin b ? Optional.of(new Builtin(path, b)) : Optional.empty();
  }

  /** Jumps if the environment is not pure any more. */
  void testPure(Label otherwise) {
    code.pool.load(c, f.environment, f.environment, Names.CHUNK_ENVIRONMENT);
    c.getfield(Names.CHUNK_ENVIRONMENT, "pure", CD_boolean);
    c.ifeq(otherwise);
  }

  /** Pushes a builtin as a constant if the expression is one; {@return whether}. */
  boolean load(Expr e) {
    if (e instanceof Expr.Local) {
      return false;
    }
    Optional<Builtin> builtin = resolve(e);
    if (builtin.isEmpty()) {
      return false;
    }
    Label impure = code.label();
    Label end = code.label();
    testPure(impure);
    constant(builtin.get());
    c.goto_(end);
    code.bind(impure);
    general(e);
    code.bind(end);
    return true;
  }

  /** Pushes the function itself. */
  void constant(Builtin builtin) {
    code.pool.load(c, builtin.function(), builtin.function(), Names.FUNCTION);
  }

  /** Pushes what the expression means now. */
  void general(Expr expression) {
    switch (Exprs.unwrap(expression)) {
      case Expr.Global g -> f.globals.loadAlways(g);
      case Expr.IndexName x -> {
        f.globals.loadAlways((Expr.Global) x.object());
        code.line(x.span().beginLine());
        code.string(x.name());
        code.operator("index", Code.TWO_TO_OBJECT);
      }
      default -> f.expressions.object(expression);
    }
  }
}
