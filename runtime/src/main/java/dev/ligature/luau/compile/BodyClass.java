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
    return new FunctionCompiler(analysis, environment, unit, c, pool, compact, outline, part);
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
