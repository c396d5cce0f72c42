package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.vm.FieldSite;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.UserdataLink.Operation;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.util.Locale;
import java.util.Set;

/**
 * Compiles reads and writes of tables. Reads into pairs have their fast path written out, so that
 * HotSpot profiles each place by itself and drops the general path where it is never taken.
 */
final class Tables {
  private static final Set<String> VECTOR_COMPONENTS = Set.of("x", "y", "z");

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Tables(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  private static LuauString constantKey(Expr key) {
    return Exprs.unwrap(key) instanceof Expr.Str s ? LuauString.of(s.value()) : null;
  }

  // ---- reading ----

  /** Pushes {@code object.name}. */
  void field(Expr.IndexName x) {
    if (f.builtins.load(x)) {
      return;
    }
    field(x.object(), LuauString.of(x.name()), x.nameSpan().beginLine());
  }

  private void field(Expr object, LuauString key, int line) {
    int mark = code.mark();
    f.expressions.object(object);
    Variable.Ref base = code.storeRef();
    FieldSite site = new FieldSite(key.intern());
    code.line(line);
    f.userdata.split(
        base,
        Operation.GET_FIELD,
        key,
        UserdataPaths.read(),
        () -> {},
        () -> site(site, base, "get"));
    code.release(mark);
  }

  /**
   * Pushes {@code object.name}, where the object is probably a read-only table, as modules of the
   * host are: a constant then.
   */
  void frozenField(Expr.IndexName x) {
    LuauString key = LuauString.of(x.name());
    if (UserdataPaths.ascii(key)) {
      frozenOr(
          x, () -> f.userdata.access(Operation.GET_FIELD, key, UserdataPaths.read()), () -> {});
    } else {
      field(x);
    }
  }

  /**
   * Pushes the object if it is a read-only table, else the function that a call of its field calls.
   */
  void frozenOrFunction(Expr.IndexName x) {
    frozenOr(
        x, () -> {}, () -> code.operator("callable", Names.type(Names.FUNCTION, Names.OBJECT)));
  }

  /**
   * @param frozen does with the table on the stack what is wanted if it is read-only
   * @param field does with the field what is wanted if it is not
   */
  private void frozenOr(Expr.IndexName x, Runnable frozen, Runnable field) {
    // A branch here, rather than in a method that all places share, lets HotSpot drop either side.
    if (Exprs.unwrap(x.object()) instanceof Expr.IndexName object) {
      frozenField(object);
    } else {
      f.expressions.object(x.object());
    }
    Label other = code.label();
    Label end = code.label();
    code.line(x.nameSpan().beginLine());
    c.dup();
    c.invokestatic(Names.INDEXING, "frozen", Names.type(CD_boolean, Names.OBJECT));
    c.ifeq(other);
    frozen.run();
    c.goto_(end);
    code.bind(other);
    FieldSite site = new FieldSite(LuauString.of(x.name()).intern());
    code.pool.load(c, site, site, Names.FIELD_SITE);
    c.swap();
    c.invokevirtual(Names.FIELD_SITE, "get", Code.OBJECT_TO_OBJECT);
    field.run();
    code.bind(end);
  }

  /** Pushes a field of what is no userdata. */
  void site(Variable.Ref base, LuauString key) {
    FieldSite site = new FieldSite(key.intern());
    site(site, base, "get");
  }

  private void site(FieldSite site, Variable.Ref base, String method) {
    code.pool.load(c, site, site, Names.FIELD_SITE);
    c.aload(base.slot());
    c.invokevirtual(Names.FIELD_SITE, method, Code.OBJECT_TO_OBJECT);
  }

  /** Evaluates {@code object.name} into a pair. */
  void fieldPair(Expr.IndexName x, Variable.Pair target) {
    if (f.builtins.load(x)) {
      code.store(target);
      return;
    }
    fieldPair(x.object(), LuauString.of(x.name()), x.nameSpan().beginLine(), target);
  }

  private void fieldPair(Expr object, LuauString key, int line, Variable.Pair target) {
    int mark = code.mark();
    f.expressions.object(object);
    Variable.Ref base = code.storeRef();
    fieldPair(base, key, line, target);
    code.release(mark);
  }

  private void fieldPair(Variable.Ref base, LuauString key, int line, Variable.Pair target) {
    FieldSite site = new FieldSite(key.intern());
    code.line(line);
    if (f.compact) {
      site(site, base, "get");
      code.store(target);
      return;
    }
    Label slow = code.label();
    Label end = code.label();
    Variable.Ref table = code.ref();
    Variable.Ref value = code.ref();
    castTable(base, table, slow);
    c.aload(table.slot());
    c.getfield(Names.TABLE, "keys", Names.OBJECTS);
    code.pool.load(c, site, site, Names.FIELD_SITE);
    c.getfield(Names.FIELD_SITE, "keys", Names.OBJECTS);
    c.if_acmpne(slow);
    c.aload(table.slot());
    c.getfield(Names.TABLE, "vals", Names.OBJECTS);
    code.pool.load(c, site, site, Names.FIELD_SITE);
    c.getfield(Names.FIELD_SITE, "slot", CD_int);
    c.aaload();
    c.astore(value.slot());
    Label noNumber = code.label();
    c.aload(value.slot());
    code.number();
    c.if_acmpne(noNumber);
    c.aload(table.slot());
    c.getfield(Names.TABLE, "nums", Names.DOUBLES);
    code.pool.load(c, site, site, Names.FIELD_SITE);
    c.getfield(Names.FIELD_SITE, "slot", CD_int);
    c.daload();
    code.storeNumber(target);
    c.goto_(end);
    code.bind(noNumber);
    c.aload(value.slot());
    c.ifnull(slow);
    c.aload(value.slot());
    c.astore(target.tag());
    c.dconst_0();
    c.dstore(target.number());
    c.goto_(end);
    code.bind(slow);
    component(base, key, target, end);
    f.userdata.split(
        base,
        Operation.GET_FIELD,
        key,
        UserdataPaths.read(),
        () -> {},
        () -> site(site, base, "miss"));
    code.store(target);
    code.bind(end);
  }

  /** Reads a component into a pair and jumps, if the name is of one and the object a vector. */
  private void component(Variable.Ref base, LuauString key, Variable.Pair target, Label end) {
    String name = key.toString().toLowerCase(Locale.ROOT);
    if (!VECTOR_COMPONENTS.contains(name)) {
      return;
    }
    Label other = code.label();
    c.aload(base.slot());
    c.instanceOf(Names.VECTOR);
    c.ifeq(other);
    c.aload(base.slot());
    c.checkcast(Names.VECTOR);
    c.getfield(Names.VECTOR, name, CD_float);
    c.f2d();
    code.storeNumber(target);
    c.goto_(end);
    code.bind(other);
  }

  private void castTable(Variable.Ref base, Variable.Ref table, Label otherwise) {
    c.aload(base.slot());
    c.instanceOf(Names.TABLE);
    c.ifeq(otherwise);
    c.aload(base.slot());
    c.checkcast(Names.TABLE);
    c.astore(table.slot());
  }

  /** Pushes {@code object[key]}. */
  void index(Expr.Index x) {
    LuauString constant = constantKey(x.key());
    if (constant != null) {
      field(x.object(), constant, OperatorLines.of(x, f.analysis));
      return;
    }
    f.expressions.object(x.object());
    if (Exprs.unwrap(x.key()) instanceof Expr.Local l
        && f.variable(l.variable()) instanceof Variable.Pair key
        && !f.compact) {
      Variable.Ref base = code.storeRef();
      code.line(OperatorLines.of(x, f.analysis));
      byForm(
          key,
          (type, operand) -> {
            c.aload(base.slot());
            operand.emit();
            c.invokestatic(Names.INDEXING, "get", Names.type(Names.OBJECT, Names.OBJECT, type));
          });
      return;
    }
    ClassDesc keyType = key(x.key());
    code.line(OperatorLines.of(x, f.analysis));
    c.invokestatic(Names.INDEXING, "get", Names.type(Names.OBJECT, Names.OBJECT, keyType));
  }

  /** Pushes a key as long, double or boxed; {@return which}. */
  private ClassDesc key(Expr key) {
    if (f.integers.is(key)) {
      f.integers.push(key);
      return CD_long;
    }
    if (f.analysis.isNumber(key)) {
      f.expressions.number(key);
      return CD_double;
    }
    f.expressions.object(key);
    return Names.OBJECT;
  }

  /** Evaluates {@code object[key]} into a pair. */
  void indexPair(Expr.Index x, Variable.Pair target) {
    LuauString constant = constantKey(x.key());
    if (constant != null) {
      fieldPair(x.object(), constant, OperatorLines.of(x, f.analysis), target);
      return;
    }
    if (f.compact || LuauType.STRING == f.analysis.typeOf(x.key())) {
      index(x);
      code.store(target);
      return;
    }
    int mark = code.mark();
    f.expressions.object(x.object());
    Variable.Ref base = code.storeRef();
    Key key = keyVariable(x.key());
    code.line(OperatorLines.of(x, f.analysis));
    readPair(base, key, target);
    code.release(mark);
  }

  /** A key that is evaluated: a long in a JVM local, or a stable variable. */
  record Key(int longSlot, Variable variable) {
    boolean isLong() {
      return longSlot >= 0;
    }
  }

  Key keyVariable(Expr key) {
    return f.integers
        .range(key)
        .map(range -> f.integers.variable(key, range))
        .map(i -> new Key(i.slot(), i))
        .orElseGet(() -> new Key(-1, f.expressions.operand(key)));
  }

  void readPair(Variable.Ref base, Key key, Variable.Pair target) {
    Label slow = code.label();
    Label end = code.label();
    Variable.Ref table = code.ref();
    int at = code.refSlot();
    castTable(base, table, slow);
    if (key.isLong()) {
      c.lload(key.longSlot());
      c.l2i();
      c.istore(at);
      c.iload(at);
      c.i2l();
      c.lload(key.longSlot());
      c.lcmp();
      c.ifne(slow);
    } else {
      code.testNumber(key.variable(), slow);
      code.loadNumber(key.variable());
      c.d2i();
      c.istore(at);
      c.iload(at);
      c.i2d();
      code.loadNumber(key.variable());
      c.dcmpl();
      c.ifne(slow);
    }
    c.iinc(at, -1);
    c.iload(at);
    c.iflt(slow);
    c.iload(at);
    c.aload(table.slot());
    c.getfield(Names.TABLE, "doubleCount", CD_int);
    c.if_icmpge(slow);
    c.aload(table.slot());
    c.getfield(Names.TABLE, "doubles", Names.DOUBLES);
    c.iload(at);
    c.daload();
    code.storeNumber(target);
    c.goto_(end);
    code.bind(slow);
    read(base, key);
    code.store(target);
    code.bind(end);
  }

  /** Pushes {@code base[key]}. */
  void read(Variable.Ref base, Key key) {
    if (key.variable() instanceof Variable.Pair p && !f.compact) {
      Label other = code.label();
      Label end = code.label();
      code.testNumber(p, other);
      read(base, new Key(-1, new Variable.Num(p.number())));
      c.goto_(end);
      code.bind(other);
      read(base, new Key(-1, new Variable.Ref(p.tag())));
      code.bind(end);
      return;
    }
    ClassDesc type = type(key);
    f.userdata.split(
        base,
        Operation.GET_INDEX,
        LuauString.EMPTY,
        UserdataPaths.read(type),
        () -> load(key),
        () -> {
          c.aload(base.slot());
          load(key);
          c.invokestatic(Names.INDEXING, "get", Names.type(Names.OBJECT, Names.OBJECT, type));
        });
  }

  private static ClassDesc type(Key key) {
    if (key.isLong()) {
      return CD_long;
    }
    return Code.isNumber(key.variable()) ? CD_double : Names.OBJECT;
  }

  private void load(Key key) {
    if (key.isLong()) {
      c.lload(key.longSlot());
    } else if (Code.isNumber(key.variable())) {
      code.loadNumber(key.variable());
    } else {
      code.load(key.variable());
    }
  }

  // ---- writing ----

  /** What an assignment needs of its target before the value is evaluated. */
  sealed interface Target {
    /** A local variable. */
    record Local(Variable variable) implements Target {}

    /** A global variable. */
    record Global(Expr.Global name) implements Target {}

    /** A field of constant name. */
    record Field(Variable.Ref base, LuauString key, int line) implements Target {}

    /** An element. */
    record Element(Variable.Ref base, Key key, int line) implements Target {}
  }

  /** Evaluates a target so that assignments to other variables do not change it. */
  Target ownTarget(Expr e) {
    Target target = target(e);
    if (target instanceof Target.Element(Variable.Ref base, Key key, int line)
        && e instanceof Expr.Index x
        && Exprs.unwrap(x.key()) instanceof Expr.Local
        && !key.isLong()) {
      Variable.Pair copy = code.pair();
      code.load(key.variable());
      code.store(copy);
      return new Target.Element(base, new Key(-1, copy), line);
    }
    return target;
  }

  Target target(Expr e) {
    return switch (e) {
      case Expr.Local l -> new Target.Local(f.variable(l.variable()));
      case Expr.Global g -> new Target.Global(g);
      case Expr.IndexName x -> {
        f.expressions.object(x.object());
        yield new Target.Field(code.storeRef(), LuauString.of(x.name()), x.span().beginLine());
      }
      case Expr.Index x -> {
        f.expressions.object(x.object());
        Variable.Ref base = code.storeRef();
        LuauString constant = constantKey(x.key());
        yield constant != null
            ? new Target.Field(base, constant, x.span().beginLine())
            : new Target.Element(base, keyVariable(x.key()), x.span().beginLine());
      }
      default -> throw new IllegalArgumentException("not assignable: " + e);
    };
  }

  /** Reads a target again, into a pair. */
  void read(Target target, Variable.Pair into) {
    switch (target) {
      case Target.Local l -> throw new IllegalArgumentException("local target: " + l);
      case Target.Global g -> {
        f.globals.load(g.name());
        code.store(into);
      }
      case Target.Field x -> fieldPair(x.base(), x.key(), x.line(), into);
      case Target.Element x -> {
        code.line(x.line());
        if (f.compact) {
          read(x.base(), x.key());
          code.store(into);
        } else {
          readPair(x.base(), x.key(), into);
        }
      }
    }
  }

  /** Assigns the value of a stable variable. */
  void write(Target target, Variable value) {
    switch (target) {
      case Target.Local l -> {
        if (Code.isNumber(value)) {
          code.loadNumber(value);
          code.storeNumber(l.variable());
        } else if (value instanceof Variable.Pair from
            && l.variable() instanceof Variable.Pair to) {
          c.aload(from.tag());
          c.astore(to.tag());
          c.dload(from.number());
          c.dstore(to.number());
        } else {
          code.load(value);
          code.store(l.variable());
        }
      }
      case Target.Global g -> f.globals.store(g.name(), value);
      case Target.Field x -> {
        code.line(x.line());
        FieldSite site = new FieldSite(x.key().intern());
        split(
            value,
            (type, operand) ->
                f.userdata.split(
                    x.base(),
                    Operation.SET_FIELD,
                    x.key(),
                    UserdataPaths.write(direct(value, type)),
                    () -> direct(value, operand),
                    () -> {
                      code.pool.load(c, site, site, Names.FIELD_SITE);
                      c.aload(x.base().slot());
                      operand.emit();
                      c.invokevirtual(
                          Names.FIELD_SITE, "put", Names.type(CD_void, Names.OBJECT, type));
                    }));
      }
      case Target.Element x when x.key().variable() instanceof Variable.Pair p && !f.compact -> {
        Label other = code.label();
        Label end = code.label();
        code.testNumber(p, other);
        Key number = new Key(-1, new Variable.Num(p.number()));
        write(new Target.Element(x.base(), number, x.line()), value);
        c.goto_(end);
        code.bind(other);
        code.line(x.line());
        Key object = new Key(-1, new Variable.Ref(p.tag()));
        writeElement(new Target.Element(x.base(), object, x.line()), value);
        code.bind(end);
      }
      case Target.Element x -> writeElement(x, value);
    }
  }

  private void writeElement(Target.Element x, Variable value) {
    code.line(x.line());
    ClassDesc keyType = type(x.key());
    split(
        value,
        (type, operand) -> {
          ClassDesc valueType = keyType == Names.OBJECT ? Names.OBJECT : type;
          UserdataPaths.Part operands =
              () -> {
                load(x.key());
                operand.emit();
                if (valueType != type) {
                  code.box();
                }
              };
          f.userdata.split(
              x.base(),
              Operation.SET_INDEX,
              LuauString.EMPTY,
              UserdataPaths.write(keyType, direct(value, type)),
              () -> {
                load(x.key());
                direct(value, operand);
              },
              () -> {
                c.aload(x.base().slot());
                operands.emit();
                c.invokestatic(
                    Names.INDEXING, "set", Names.type(CD_void, Names.OBJECT, keyType, valueType));
              });
        });
  }

  /** {@return the type in which userdata takes a value that tables take as {@code type}} */
  private static ClassDesc direct(Variable value, ClassDesc type) {
    return value instanceof Variable.Int ? CD_long : type;
  }

  private void direct(Variable value, UserdataPaths.Part operand) {
    if (value instanceof Variable.Int i) {
      c.lload(i.slot());
    } else {
      operand.emit();
    }
  }

  /** Stores a value whose form is known. */
  private interface Store {
    /**
     * @param type double or Object
     * @param operand pushes the value in that form
     */
    void emit(ClassDesc type, UserdataPaths.Part operand);
  }

  /** Uses a pair as a double if it is a number, as an object otherwise. */
  private void byForm(Variable.Pair p, Store use) {
    Label other = code.label();
    Label end = code.label();
    code.testNumber(p, other);
    use.emit(CD_double, () -> c.dload(p.number()));
    c.goto_(end);
    code.bind(other);
    use.emit(Names.OBJECT, () -> c.aload(p.tag()));
    code.bind(end);
  }

  /** Stores a value unboxed if it is a number, boxed otherwise. */
  private void split(Variable value, Store store) {
    if (Code.isNumber(value)) {
      store.emit(CD_double, () -> code.loadNumber(value));
    } else if (value instanceof Variable.Pair p && !f.compact) {
      byForm(p, store);
    } else {
      store.emit(Names.OBJECT, () -> code.load(value));
    }
  }
}
