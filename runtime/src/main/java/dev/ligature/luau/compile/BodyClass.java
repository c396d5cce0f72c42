package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.vm.ChunkEnvironment;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Generates the class that holds the code of one function. */
final class BodyClass {
  /** HotSpot never compiles methods of more bytes of bytecode. */
  private static final int HUGE = 8000;

  /** Nodes beyond which code in one method is not worth a try. */
  private static final int HOPELESS = 1500;

  /** The method of a function. */
  private static final String BODY = "body";

  /** The method with its code, where {@link #BODY} has to note the closure. */
  private static final String NOTED = "noted";

  private static final int LAST_LINE = 0xffff;

  private final Analysis analysis;
  private final ChunkEnvironment environment;
  private final FunctionUnit unit;
  private final ClassFile classFile;

  BodyClass(
      Analysis analysis, ChunkEnvironment environment, FunctionUnit unit, ClassFile classFile) {
    this.analysis = analysis;
    this.environment = environment;
    this.unit = unit;
    this.classFile = classFile;
  }

  /** Generates the class and, for a big function, those of its parts. */
  List<Generated> generate() {
    if (Weight.of(unit.body.body()) < HOPELESS) {
      Generated roomy = body(false, Optional.empty());
      if (largestMethod(roomy.bytes()) <= HUGE) {
        return List.of(roomy);
      }
      Generated compact = body(true, Optional.empty());
      if (largestMethod(compact.bytes()) <= HUGE) {
        return List.of(compact);
      }
    }
    Outline outline = new Outline(unit);
    List<Generated> all = new ArrayList<>();
    all.add(body(true, Optional.of(outline)));
    for (int done = 0; done < outline.parts().size(); ) {
      ClassDesc owner = outline.parts().get(done).owner();
      Parts parts = new Parts(owner, done);
      all.add(parts.generate(outline));
      done = parts.next;
    }
    return all;
  }

  /** A class with the constants that its initialiser asks for. */
  record Generated(ClassDesc type, byte[] bytes, Object[] constants) {}

  private Generated body(boolean compact, Optional<Outline> outline) {
    ConstantPool pool = new ConstantPool(unit.bodyClass);
    byte[] bytes =
        classFile.build(
            unit.bodyClass,
            cb -> {
              header(cb);
              cb.withMethodBody(
                  analysis.asksLevels() ? NOTED : BODY,
                  Parameters.bodyType(analysis, unit),
                  ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                  c -> {
                    pool.clear();
                    compiler(c, pool, compact, outline, false).body();
                  });
              if (analysis.asksLevels()) {
                cb.withMethodBody(
                    BODY,
                    Parameters.bodyType(analysis, unit),
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                    c -> noteClosure(c, pool));
              }
              pool.declare(cb);
            });
    return new Generated(unit.bodyClass, bytes, pool.values());
  }

  /** Calls the method with the code, whose closure is on the state's stack meanwhile. */
  private void noteClosure(CodeBuilder c, ConstantPool pool) {
    MethodTypeDesc type = Parameters.bodyType(analysis, unit);
    c.lineNumber(
        Math.clamp(unit.body.span().beginLine() - FunctionCompiler.lineBase(unit), 1, LAST_LINE));
    pool.load(c, environment.state, environment.state, Names.STATE);
    c.aload(0);
    c.invokestatic(Names.CLOSURE_STACK, "enter", Names.type(CD_int, Names.STATE, Names.CLOSURE));
    int before = c.allocateLocal(TypeKind.INT);
    c.istore(before);
    Label begin = c.newBoundLabel();
    int slot = 0;
    for (ClassDesc parameter : type.parameterList()) {
      TypeKind kind = TypeKind.from(parameter);
      c.loadLocal(kind, slot);
      slot += kind.slotSize();
    }
    c.invokestatic(unit.bodyClass, NOTED, type);
    Label end = c.newBoundLabel();
    leaveClosure(c, pool, before);
    c.return_(TypeKind.from(type.returnType()));
    Label failed = c.newBoundLabel();
    c.exceptionCatchAll(begin, end, failed);
    leaveClosure(c, pool, before);
    c.athrow();
  }

  private void leaveClosure(CodeBuilder c, ConstantPool pool, int before) {
    pool.load(c, environment.state, environment.state, Names.STATE);
    c.iload(before);
    c.invokestatic(Names.CLOSURE_STACK, "leave", Names.type(CD_void, Names.STATE, CD_int));
  }

  /** What the names of classes of functions in steps have behind that of the body's class. */
  static final String STEPS_SUFFIX = "$steps";

  /** Generates the class of a function in steps; empty if it is too large for that. */
  Optional<Generated> steps() {
    ClassDesc type =
        ClassDesc.of(unit.bodyClass.packageName(), unit.bodyClass.displayName() + STEPS_SUFFIX);
    ConstantPool pool = new ConstantPool(type);
    MethodTypeDesc bodyType = Names.type(Names.OBJECT, unit.closureClass, Names.STEP_FRAME);
    Steps[] made = new Steps[1];
    byte[] bytes =
        classFile.build(
            type,
            cb -> {
              header(cb);
              cb.withSuperclass(Names.STEP_CODE);
              cb.withMethodBody(
                  ConstantDescs.INIT_NAME,
                  ConstantDescs.MTD_void,
                  ClassFile.ACC_PUBLIC,
                  c -> {
                    c.aload(0);
                    c.invokespecial(
                        Names.STEP_CODE, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
                    c.return_();
                  });
              cb.withMethodBody(
                  BODY,
                  bodyType,
                  ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                  c -> {
                    pool.clear();
                    FunctionCompiler compiler =
                        new FunctionCompiler(
                            analysis,
                            environment,
                            unit,
                            c,
                            pool,
                            false,
                            Optional.empty(),
                            false,
                            bodyType);
                    made[0] = compiler.steps();
                  });
              cb.withMethodBody(
                  "step",
                  Names.type(Names.OBJECT, Names.CLOSURE, Names.STEP_FRAME),
                  ClassFile.ACC_PUBLIC,
                  c -> step(c, type, bodyType, made[0]));
              pool.declare(cb);
            });
    return largestMethod(bytes) <= HUGE
        ? Optional.of(new Generated(type, bytes, pool.values()))
        : Optional.empty();
  }

  private void step(CodeBuilder c, ClassDesc type, MethodTypeDesc bodyType, Steps steps) {
    Label begun = c.newLabel();
    c.aload(2);
    c.getfield(Names.STEP_FRAME, "at", CD_int);
    c.ifne(begun);
    c.aload(2);
    steps.reserve(c);
    c.labelBinding(begun);
    c.aload(1);
    c.checkcast(unit.closureClass);
    c.aload(2);
    c.invokestatic(type, BODY, bodyType);
    c.areturn();
  }

  private void header(ClassBuilder cb) {
    cb.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
    cb.with(SourceFileAttribute.of(unit.prototype.chunk()));
  }

  /** A class of some parts; compiling them may find more parts. */
  private final class Parts {
    private final ClassDesc owner;
    private int next;

    Parts(ClassDesc owner, int first) {
      this.owner = owner;
      this.next = first;
    }

    Generated generate(Outline outline) {
      ConstantPool pool = new ConstantPool(owner);
      byte[] bytes =
          classFile.build(
              owner,
              cb -> {
                header(cb);
                while (next < outline.parts().size()
                    && outline.parts().get(next).owner().equals(owner)) {
                  part(cb, pool, outline, outline.parts().get(next++));
                }
                pool.declare(cb);
              });
      return new Generated(owner, bytes, pool.values());
    }

    private void part(ClassBuilder cb, ConstantPool pool, Outline outline, Outline.Part part) {
      cb.withMethodBody(
          part.name(),
          Outline.partType(unit),
          ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
          c -> {
            FunctionCompiler compiler = compiler(c, pool, true, Optional.of(outline), true);
            compiler.enterPart();
            part.code().accept(compiler);
          });
    }
  }

  private FunctionCompiler compiler(
      CodeBuilder c, ConstantPool pool, boolean compact, Optional<Outline> outline, boolean part) {
    MethodTypeDesc type = part ? Outline.partType(unit) : Parameters.bodyType(analysis, unit);
    return new FunctionCompiler(analysis, environment, unit, c, pool, compact, outline, part, type);
  }

  private int largestMethod(byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    return model.methods().stream()
        .flatMap(m -> m.code().stream())
        .mapToInt(code -> ((CodeAttribute) code).codeLength())
        .max()
        .orElse(0);
  }
}
