package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.vm.GlobalSite;
import dev.ligature.luau.vm.LuauString;
import java.lang.classfile.CodeBuilder;

/** Compiles reads and writes of global variables. */
final class Globals {
  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Globals(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  private void site(String name) {
    LuauString key = LuauString.interned(name);
    code.pool.load(c, "global " + name, new GlobalSite(f.environment, key), Names.GLOBAL_SITE);
  }

  /** Pushes a global. */
  void load(Expr.Global g) {
    if (f.builtins.load(g)) {
      return;
    }
    loadAlways(g);
  }

  /** Pushes what a name means now, builtin or not. */
  void loadAlways(Expr.Global g) {
    code.line(g.span().beginLine());
    site(g.name());
    code.self();
    c.invokevirtual(Names.GLOBAL_SITE, "get", Names.type(Names.OBJECT, Names.CLOSURE));
  }

  /** Assigns a stable variable to a global. */
  void store(Expr.Global g, Variable value) {
    code.line(g.span().beginLine());
    site(g.name());
    code.self();
    if (Code.isNumber(value)) {
      code.loadNumber(value);
      c.invokevirtual(Names.GLOBAL_SITE, "put", Names.type(CD_void, Names.CLOSURE, CD_double));
    } else {
      code.load(value);
      c.invokevirtual(Names.GLOBAL_SITE, "put", Names.type(CD_void, Names.CLOSURE, Names.OBJECT));
    }
  }
}
