package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.vm.LuauString;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** A method under construction: its bytecode, JVM locals, constants and variables. */
final class Code {
  static final MethodTypeDesc OBJECT_TO_OBJECT = Names.type(Names.OBJECT, Names.OBJECT);
  static final MethodTypeDesc OBJECT_TO_DOUBLE = Names.type(CD_double, Names.OBJECT);
  static final MethodTypeDesc PAIR_TO_OBJECT = Names.type(Names.OBJECT, Names.OBJECT, CD_double);
  static final MethodTypeDesc TWO_TO_OBJECT = Names.type(Names.OBJECT, Names.OBJECT, Names.OBJECT);
  static final MethodTypeDesc TWO_TO_BOOLEAN = Names.type(CD_boolean, Names.OBJECT, Names.OBJECT);
  private static final MethodTypeDesc BOX = Names.type(Names.DOUBLE, CD_double);
  private static final MethodTypeDesc UNBOX = Names.type(CD_double);

  final CodeBuilder c;
  final ConstantPool pool;
  final FunctionUnit unit;
  private final int lineBase;

  /** The JVM local of the array of extra arguments, if the function has one. */
  int varargSlot = -1;

  /** The JVM local of the cells that outlined parts share, if the function has any. */
  int frameSlot = -1;

  private int nextSlot;

  private final List<ClassDesc> slotTypes = new ArrayList<>();

  /** The end of the JVM locals that were temporaries at some time. */
  private int usedSlots;

  private int line = -1;

  Code(CodeBuilder c, ConstantPool pool, FunctionUnit unit, int firstSlot, int lineBase) {
    this.c = c;
    this.pool = pool;
    this.unit = unit;
    this.nextSlot = firstSlot;
    this.lineBase = lineBase;
  }

  // ---- JVM locals ----

  int mark() {
    return nextSlot;
  }

  void release(int mark) {
    usedSlots = Math.max(usedSlots, nextSlot);
    nextSlot = mark;
  }

  /**
   * Overwrites the temporaries that are not in use: in a frame that the JVM interprets, what they
   * held last would survive a collection.
   */
  void clearTemporaries() {
    for (int slot = nextSlot; slot < usedSlots; slot++) {
      c.aconst_null();
      c.astore(slot);
    }
  }

  int refSlot() {
    return refSlot(Names.OBJECT);
  }

  /** {@return a new JVM local for references of a type} */
  int refSlot(ClassDesc type) {
    return slot(type, 1);
  }

  int doubleSlot() {
    return slot(CD_double, 2);
  }

  int longSlot() {
    return slot(CD_long, 2);
  }

  int intSlot() {
    return slot(CD_int, 1);
  }

  private int slot(ClassDesc type, int size) {
    int slot = nextSlot;
    while (slotTypes.size() <= slot) {
      slotTypes.add(Names.OBJECT);
    }
    slotTypes.set(slot, type);
    nextSlot += size;
    return slot;
  }

  /** {@return what a JVM local in use was made for: double, long or a class} */
  ClassDesc slotType(int slot) {
    return slotTypes.get(slot);
  }

  Variable.Ref ref() {
    return new Variable.Ref(refSlot());
  }

  Variable.Num num() {
    return new Variable.Num(doubleSlot());
  }

  Variable.Pair pair() {
    return new Variable.Pair(refSlot(), doubleSlot());
  }

  /** {@return a temporary with the reference on the stack} */
  Variable.Ref storeRef() {
    Variable.Ref temp = ref();
    c.astore(temp.slot());
    return temp;
  }

  // ---- lines ----

  /** Says that what follows belongs to a source line. */
  void line(int sourceLine) {
    if (sourceLine != line) {
      line = sourceLine;
      c.lineNumber(Math.clamp(sourceLine - lineBase, 1, 0xffff));
    }
  }

  // ---- shorthand ----

  Label label() {
    return c.newLabel();
  }

  void bind(Label label) {
    c.labelBinding(label);
  }

  void number() {
    c.getstatic(Names.TAG, "NUMBER", Names.OBJECT);
  }

  void box() {
    c.invokestatic(Names.DOUBLE, "valueOf", BOX);
  }

  void unbox() {
    c.checkcast(Names.DOUBLE);
    c.invokevirtual(Names.DOUBLE, "doubleValue", UNBOX);
  }

  void operation(String name, MethodTypeDesc type) {
    c.invokestatic(Names.OPERATIONS, name, type);
  }

  void operator(String name, MethodTypeDesc type) {
    c.invokestatic(Names.OPERATORS, name, type);
  }

  void first() {
    c.invokestatic(Names.RESULTS, "first", OBJECT_TO_OBJECT);
  }

  void string(LuauString text) {
    LuauString interned = text.intern();
    pool.load(c, interned, interned, Names.STRING);
  }

  void string(String text) {
    string(LuauString.of(text));
  }

  void bool(boolean value) {
    c.getstatic(Names.BOOLEAN, value ? "TRUE" : "FALSE", Names.BOOLEAN);
  }

  /** Turns the int on the stack into a Boolean. */
  void boxBoolean() {
    c.invokestatic(Names.BOOLEAN, "valueOf", Names.type(Names.BOOLEAN, CD_boolean));
  }

  void self() {
    c.aload(0);
  }

  void literal(Expr e) {
    switch (e) {
      case Expr.Nil n -> c.aconst_null();
      case Expr.Bool b -> bool(b.value());
      case Expr.Number n -> {
        Double boxed = n.value();
        pool.load(c, boxed, boxed, Names.DOUBLE);
      }
      case Expr.Str s -> string(LuauString.of(s.value()));
      case Expr.Int i -> {
        Long boxed = i.value();
        pool.load(c, boxed, boxed, Names.LONG);
      }
      default -> throw new IllegalArgumentException("no literal: " + e);
    }
  }

  // ---- variables ----

  /** Pushes the value, boxed. */
  void load(Variable v) {
    switch (v) {
      case Variable.Num n -> {
        c.dload(n.slot());
        box();
      }
      case Variable.Int n -> {
        c.lload(n.slot());
        c.l2d();
        box();
      }
      case Variable.Pair p -> {
        c.aload(p.tag());
        c.dload(p.number());
        c.invokestatic(Names.TAG, "box", PAIR_TO_OBJECT);
      }
      case Variable.Ref r -> c.aload(r.slot());
      case Variable.NumField f -> {
        loadNumber(f);
        box();
      }
      case Variable.RefField f -> {
        self();
        c.getfield(unit.closureClass, f.name(), f.type());
      }
      case Variable.Self s -> self();
      case Variable.Literal l -> literal(l.value());
      case Variable.Perhaps p ->
          either(
              p,
              () -> {
                c.lload(p.slot());
                c.l2d();
                box();
              },
              () -> load(p.other()));
      case Variable.CellLocal x -> cellGet(x);
      case Variable.CellInFrame x -> cellGet(x);
      case Variable.CellField x -> cellGet(x);
    }
  }

  private void either(Variable.Perhaps p, Runnable whole, Runnable other) {
    Label otherwise = label();
    Label end = label();
    c.iload(p.whole());
    c.ifeq(otherwise);
    whole.run();
    c.goto_(end);
    bind(otherwise);
    other.run();
    bind(end);
  }

  private void cellGet(Variable v) {
    loadCell(v);
    c.invokevirtual(Names.CELL, "get", Names.type(Names.OBJECT));
  }

  /** Pushes the cell of a variable that lives in one. */
  void loadCell(Variable v) {
    switch (v) {
      case Variable.CellLocal x -> c.aload(x.slot());
      case Variable.CellField x -> {
        self();
        c.getfield(unit.closureClass, x.name(), Names.CELL);
      }
      case Variable.CellInFrame x -> {
        c.aload(frameSlot);
        c.loadConstant(x.index());
        c.aaload();
        c.checkcast(Names.CELL);
      }
      default -> throw new IllegalArgumentException("no cell: " + v);
    }
  }

  /** {@return whether the variable holds a number without doubt} */
  static boolean isNumber(Variable v) {
    return v instanceof Variable.Num
        || v instanceof Variable.Int
        || v instanceof Variable.NumField
        || v instanceof Variable.Perhaps p && isNumber(p.other())
        || v instanceof Variable.Literal l && l.value() instanceof Expr.Number;
  }

  /** Jumps if a stable variable holds no number. */
  void testNumber(Variable v, Label otherwise) {
    if (isNumber(v)) {
      return;
    }
    switch (v) {
      case Variable.Pair p -> {
        c.aload(p.tag());
        number();
        c.if_acmpne(otherwise);
      }
      case Variable.Literal l -> c.goto_(otherwise);
      case Variable.Perhaps p -> {
        Label whole = label();
        c.iload(p.whole());
        c.ifne(whole);
        testNumber(p.other(), otherwise);
        bind(whole);
      }
      default -> {
        load(v);
        c.instanceOf(Names.DOUBLE);
        c.ifeq(otherwise);
      }
    }
  }

  /** Pushes the number that a stable variable is known to hold. */
  void loadNumber(Variable v) {
    switch (v) {
      case Variable.Num n -> c.dload(n.slot());
      case Variable.Int n -> {
        c.lload(n.slot());
        c.l2d();
      }
      case Variable.Pair p -> c.dload(p.number());
      case Variable.NumField f -> {
        self();
        c.getfield(unit.closureClass, f.name(), CD_double);
      }
      case Variable.Literal l when l.value() instanceof Expr.Number n -> c.loadConstant(n.value());
      case Variable.Literal l -> c.loadConstant(0.0);
      case Variable.Perhaps p ->
          either(
              p,
              () -> {
                c.lload(p.slot());
                c.l2d();
              },
              () -> loadNumber(p.other()));
      default -> {
        load(v);
        unbox();
      }
    }
  }

  /** Pops a boxed value into a variable. */
  void store(Variable v) {
    switch (v) {
      case Variable.Num n -> {
        unbox();
        c.dstore(n.slot());
      }
      case Variable.Pair p -> {
        c.dup();
        c.invokestatic(Names.TAG, "tag", OBJECT_TO_OBJECT);
        c.astore(p.tag());
        c.invokestatic(Names.TAG, "number", OBJECT_TO_DOUBLE);
        c.dstore(p.number());
      }
      case Variable.Ref r -> c.astore(r.slot());
      case Variable.CellLocal x -> cellSet(x);
      case Variable.CellInFrame x -> cellSet(x);
      case Variable.CellField x -> cellSet(x);
      default -> throw new IllegalArgumentException("not assignable: " + v);
    }
  }

  private void cellSet(Variable v) {
    loadCell(v);
    c.swap();
    c.invokevirtual(Names.CELL, "set", Names.type(CD_void, Names.OBJECT));
  }

  /** Pops a double into a variable. */
  void storeNumber(Variable v) {
    switch (v) {
      case Variable.Num n -> c.dstore(n.slot());
      case Variable.Pair p -> {
        c.dstore(p.number());
        number();
        c.astore(p.tag());
      }
      case Variable.CellLocal x -> cellSetNumber(x);
      case Variable.CellInFrame x -> cellSetNumber(x);
      case Variable.CellField x -> cellSetNumber(x);
      default -> {
        box();
        store(v);
      }
    }
  }

  private void cellSetNumber(Variable v) {
    loadCell(v);
    c.dup_x2();
    c.pop();
    c.invokevirtual(Names.CELL, "setNumber", Names.type(CD_void, CD_double));
  }

  /** Pops a value into a fresh cell, which it pushes. */
  void newCell() {
    // Not by a temporary: it would keep the first value alive as long as the frame.
    c.new_(Names.CELL);
    c.dup_x1();
    c.swap();
    c.invokespecial(Names.CELL, "<init>", Names.type(CD_void, Names.OBJECT));
  }

  /** Pushes an int, long conversions and the like that several places need. */
  void intConstant(int value) {
    c.loadConstant(value);
  }
}
