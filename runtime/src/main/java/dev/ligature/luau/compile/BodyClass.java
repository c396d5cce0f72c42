package dev.ligature.luau.compile;

import dev.ligature.luau.vm.ChunkEnvironment;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;

/** Generates the class that holds the code of one function. */
final class BodyClass {
  /** HotSpot never compiles methods of more bytes of bytecode. */
  private static final int HUGE = 8000;

  private final Analysis analysis;
  private final ChunkEnvironment environment;
  private final FunctionUnit unit;
  private final ClassFile classFile;
  private final ConstantPool pool;

  BodyClass(
      Analysis analysis, ChunkEnvironment environment, FunctionUnit unit, ClassFile classFile) {
    this.analysis = analysis;
    this.environment = environment;
    this.unit = unit;
    this.classFile = classFile;
    this.pool = new ConstantPool(unit.bodyClass);
  }

  byte[] generate() {
    byte[] roomy = generate(false);
    return largestMethod(roomy) > HUGE ? generate(true) : roomy;
  }

  Object[] constants() {
    return pool.values();
  }

  private byte[] generate(boolean compact) {
    return classFile.build(
        unit.bodyClass,
        cb -> {
          cb.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
          cb.with(SourceFileAttribute.of(unit.prototype.chunk()));
          cb.withMethodBody(
              "body",
              Parameters.bodyType(analysis, unit),
              ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
              c -> {
                pool.clear();
                new FunctionCompiler(analysis, environment, unit, c, pool, compact).body();
              });
          pool.declare(cb);
        });
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
