package dev.ligature.luau.compile;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The objects that the code of one class refers to: static final fields, so that HotSpot takes them
 * for constants, and beyond {@link #MAX_FIELDS} elements of a static array.
 */
final class ConstantPool {
  private static final int MAX_FIELDS = 1500;
  private static final String ARRAY = "CONSTANTS";

  private final ClassDesc owner;
  private final List<Object> values = new ArrayList<>();
  private final List<ClassDesc> types = new ArrayList<>();
  private final Map<Object, Integer> indices = new HashMap<>();

  ConstantPool(ClassDesc owner) {
    this.owner = owner;
  }

  /** Loads an object; equal keys give the same object. */
  void load(CodeBuilder c, Object key, Object value, ClassDesc type) {
    Integer known = indices.get(key);
    int index;
    if (known == null) {
      index = values.size();
      values.add(value);
      types.add(type);
      indices.put(key, index);
    } else {
      index = known;
    }
    if (index < MAX_FIELDS) {
      c.getstatic(owner, "k" + index, type);
    } else {
      c.getstatic(owner, ARRAY, Names.OBJECTS);
      c.loadConstant(index);
      c.aaload();
      c.checkcast(type);
    }
  }

  /** Loads an object that no other place shares. */
  void load(CodeBuilder c, Object value, ClassDesc type) {
    load(c, new Object(), value, type);
  }

  void clear() {
    values.clear();
    types.clear();
    indices.clear();
  }

  Object[] values() {
    return values.toArray();
  }

  /** Declares the fields and fills them when the class is initialised. */
  void declare(ClassBuilder cb) {
    declare(cb, c -> {});
  }

  /** Declares the fields, fills them when the class is initialised, and runs more code then. */
  void declare(ClassBuilder cb, Consumer<CodeBuilder> more) {
    if (values.isEmpty()) {
      return;
    }
    int fields = Math.min(values.size(), MAX_FIELDS);
    int flags = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
    for (int i = 0; i < fields; i++) {
      cb.withField("k" + i, types.get(i), flags);
    }
    boolean array = values.size() > MAX_FIELDS;
    if (array) {
      cb.withField(ARRAY, Names.OBJECTS, flags);
    }
    cb.withMethodBody(
        ConstantDescs.CLASS_INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_STATIC,
        c -> {
          c.loadConstant(owner);
          c.invokestatic(
              Names.CHUNK_LOADER, "constants", Names.type(Names.OBJECTS, ConstantDescs.CD_Class));
          c.astore(0);
          if (array) {
            c.aload(0);
            c.putstatic(owner, ARRAY, Names.OBJECTS);
          }
          for (int i = 0; i < fields; i++) {
            c.aload(0);
            c.loadConstant(i);
            c.aaload();
            c.checkcast(types.get(i));
            c.putstatic(owner, "k" + i, types.get(i));
          }
          more.accept(c);
          c.return_();
        });
  }
}
