package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.ligature.luau.lib.Numbers;
import dev.ligature.luau.lib.StringLib;
import dev.ligature.luau.vm.Cell;
import dev.ligature.luau.vm.ChunkEnvironment;
import dev.ligature.luau.vm.ClosureStack;
import dev.ligature.luau.vm.FieldSite;
import dev.ligature.luau.vm.ForLoop;
import dev.ligature.luau.vm.GlobalSite;
import dev.ligature.luau.vm.Indexing;
import dev.ligature.luau.vm.LinkedFunction;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.LuauUserdata;
import dev.ligature.luau.vm.LuauVector;
import dev.ligature.luau.vm.MethodSite;
import dev.ligature.luau.vm.NumberTag;
import dev.ligature.luau.vm.Operators;
import dev.ligature.luau.vm.Prototype;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.StepCode;
import dev.ligature.luau.vm.StepFrame;
import dev.ligature.luau.vm.TableIterator;
import dev.ligature.luau.vm.UserdataSite;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Descriptors of the classes and methods that generated code refers to. */
final class Names {
  static final ClassDesc OBJECT = CD_Object;
  static final ClassDesc OBJECTS = CD_Object.arrayType();
  static final ClassDesc DOUBLES = CD_double.arrayType();
  static final ClassDesc DOUBLE = of(Double.class);
  static final ClassDesc BOOLEAN = of(Boolean.class);
  static final ClassDesc LONG = of(Long.class);
  static final ClassDesc CELL = of(Cell.class);
  static final ClassDesc CHUNK_ENVIRONMENT = of(ChunkEnvironment.class);
  static final ClassDesc CHUNK_LOADER = of(ChunkClassLoader.class);
  static final ClassDesc CLOSURE = of(LuauClosure.class);
  static final ClassDesc CLOSURE_STACK = of(ClosureStack.class);
  static final ClassDesc FIELD_SITE = of(FieldSite.class);
  static final ClassDesc FOR_LOOP = of(ForLoop.class);
  static final ClassDesc FUNCTION = of(LuauFunction.class);
  static final ClassDesc GLOBAL_SITE = of(GlobalSite.class);
  static final ClassDesc INDEXING = of(Indexing.class);
  static final ClassDesc ITERATOR = of(TableIterator.class);
  static final ClassDesc METHOD_SITE = of(MethodSite.class);
  static final ClassDesc NUMBERS = of(Numbers.class);
  static final ClassDesc OPERATIONS = of(Operations.class);
  static final ClassDesc OPERATORS = of(Operators.class);
  static final ClassDesc PROTOTYPE = of(Prototype.class);
  static final ClassDesc RECORD = of(RecordTemplate.class);
  static final ClassDesc RESULTS = of(Results.class);
  static final ClassDesc STATE = of(LuauState.class);
  static final ClassDesc STEP_CODE = of(StepCode.class);
  static final ClassDesc STEP_FRAME = of(StepFrame.class);
  static final ClassDesc STRING = of(LuauString.class);
  static final ClassDesc STRING_LIB = of(StringLib.class);
  static final ClassDesc TABLE = of(LuauTable.class);
  static final ClassDesc TAG = of(NumberTag.class);
  static final ClassDesc TEMPLATE = of(TableTemplate.class);
  static final ClassDesc USERDATA = of(LuauUserdata.class);
  static final ClassDesc LINKED_FUNCTION = of(LinkedFunction.class);
  static final ClassDesc USERDATA_SITE = of(UserdataSite.class);
  static final ClassDesc VECTOR = of(LuauVector.class);

  static final MethodTypeDesc DOUBLE_TO_INT = type(CD_int, CD_double);
  static final MethodTypeDesc LONG_TO_INT = type(CD_int, CD_long);
  static final MethodTypeDesc IS_WHOLE = type(CD_boolean, CD_double, CD_long, CD_long);

  private Names() {}

  static ClassDesc of(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  static MethodTypeDesc type(ClassDesc result, ClassDesc... parameters) {
    return MethodTypeDesc.of(result, parameters);
  }
}
