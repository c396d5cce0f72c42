package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauBuffer;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.LuauVector;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The builtins that have a static method on unboxed arguments, which compiled code may call in
 * place of the function where the arguments' number and types are right and the name still means
 * the builtin. Where a type is wrong it calls the function, which knows the message.
 */
public final class Intrinsics {
  /** The type of a parameter or result of an intrinsic. */
  public enum Type {
    /** A number, {@code double}. */
    NUMBER('D', ConstantDescs.CD_double),
    /** The low 32 bits of a number, {@code int}; as a result the number is unsigned. */
    BITS('U', ConstantDescs.CD_int),
    /** The integer part of a number, {@code int}; see {@link Numbers#toInt}. */
    INT('N', ConstantDescs.CD_int),
    /** A boolean. */
    BOOLEAN('Z', ConstantDescs.CD_boolean),
    /** An {@code integer}, {@code long}. */
    INTEGER('J', ConstantDescs.CD_long),
    /** A string, {@link LuauString}. */
    STRING('S', desc(LuauString.class)),
    /** A table, {@link LuauTable}. */
    TABLE('T', desc(LuauTable.class)),
    /** A buffer, {@link LuauBuffer}. */
    BUFFER('B', desc(LuauBuffer.class)),
    /** A vector, {@link LuauVector}. */
    VECTOR('V', desc(LuauVector.class)),
    /** Any value, {@link Object}. */
    ANY('O', ConstantDescs.CD_Object),
    /** No results at all. */
    NONE('-', ConstantDescs.CD_void);

    private final char letter;
    private final ClassDesc desc;

    Type(char letter, ClassDesc desc) {
      this.letter = letter;
      this.desc = desc;
    }

    /** {@return the Java type} */
    public ClassDesc desc() {
      return desc;
    }

    /** {@return whether Luau has a number there} */
    public boolean number() {
      return this == NUMBER || this == BITS || this == INT;
    }

    private static ClassDesc desc(Class<?> type) {
      return ClassDesc.ofDescriptor(type.descriptorString());
    }

    private static Type of(char letter) {
      for (Type type : values()) {
        if (type.letter == letter) {
          return type;
        }
      }
      throw new IllegalArgumentException("type " + letter);
    }
  }

  /**
   * A static method that stands for a builtin with so many arguments.
   *
   * @param owner the class of the method
   * @param method the method's name
   * @param parameters the types of the arguments
   * @param result the type of the result
   * @param partial whether a negative result says that the function itself must be called
   */
  public record Intrinsic(
      ClassDesc owner, String method, List<Type> parameters, Type result, boolean partial) {

    /** {@return whether every call gives a number} */
    public boolean givesNumber() {
      return result.number() && !partial;
    }

    /** {@return the method's descriptor} */
    public MethodTypeDesc descriptor() {
      return MethodTypeDesc.of(result.desc(), parameters.stream().map(Type::desc).toList());
    }
  }

  /** Library, class, then functions: {@code name[=method]:parameters:result}. */
  private static final String[][] TABLE = {
    {"", "BaseLib", "type:O:S", "rawequal:OO:Z", "rawget:TO:O"},
    {
      "math",
      "MathLib",
      "abs:D:D acos:D:D asin:D:D atan:D:D atan2:DD:D ceil:D:D cos:D:D cosh:D:D deg:D:D exp:D:D",
      "floor:D:D fmod:DD:D ldexp:DD:D log:D:D log:DD:D log10:D:D max:DD:D min:DD:D pow:DD:D",
      "rad:D:D sin:D:D sinh:D:D sqrt:D:D tan:D:D tanh:D:D noise:DDD:D clamp:DDD:D sign:D:D",
      "round:D:D map:DDDDD:D lerp:DDD:D isnan:D:Z isinf:D:Z isfinite:D:Z"
    },
    {
      "bit32",
      "Bit32Lib",
      "arshift:UN:U band:UU:U bnot:U:U bor:UU:U bxor:UU:U btest:UU:Z extract:UN:U extract:UNN:U",
      "lrotate:UN:U lshift:UN:U replace:UUN:U replace:UUNN:U rrotate:UN:U rshift:UN:U",
      "countlz:U:N countrz:U:N byteswap:U:U band:UUU:U bor:UUU:U bxor:UUU:U"
    },
    {
      "string",
      "StringLib",
      "len:S:N byte=byteAt:S:D? byte=byteAt:SN:D? sub:SN:S sub:SNN:S char=character:N:S",
      "char=characters:NN:S char=characters:NNN:S char=characters:NNNN:S lower:S:S upper:S:S"
    },
    {
      "buffer",
      "BufferLib",
      "len:B:N readi8:BN:N readu8:BN:N readi16:BN:N readu16:BN:N readi32:BN:N readu32=readi32:BN:U",
      "readf32:BN:D readf64:BN:D writei8:BNU:- writeu8=writei8:BNU:- writei16:BNU:-",
      "writeu16=writei16:BNU:- writei32:BNU:- writeu32=writei32:BNU:- writef32:BND:-",
      "writef64:BND:- readinteger:BN:J writeinteger:BNJ:- readbits:BDD:D writebits:BDDD:-"
    },
    {
      "vector",
      "VectorLib",
      "create:DD:V create:DDD:V magnitude:V:D normalize:V:V cross:VV:V dot:VV:D angle:VV:D",
      "angle:VVV:D floor:V:V ceil:V:V abs:V:V sign:V:V clamp:VVV:V max:VV:V min:VV:V lerp:VVD:V"
    },
    {"table", "TableLib", "insert=append:TO:-"},
    {"os", "OsLib", "clock::D"},
    {
      "integer",
      "IntegerLib",
      "create:D:O tonumber:J:D neg:J:J add:JJ:J sub:JJ:J mul:JJ:J div:JJ:J idiv:JJ:J rem:JJ:J",
      "mod:JJ:J udiv:JJ:J urem:JJ:J min:JJ:J max:JJ:J clamp:JJJ:J band:JJ:J bor:JJ:J bnot:J:J",
      "bxor:JJ:J btest:JJ:Z lt:JJ:Z le:JJ:Z gt:JJ:Z ge:JJ:Z ult:JJ:Z ule:JJ:Z ugt:JJ:Z uge:JJ:Z",
      "lshift:JJ:J rshift:JJ:J arshift:JJ:J lrotate:JJ:J rrotate:JJ:J extract:JJJ:J",
      "replace:JJJJ:J countrz:J:J countlz:J:J bswap:J:J"
    }
  };

  private static final Map<String, Intrinsic> ALL = new HashMap<>();

  static {
    for (String[] row : TABLE) {
      ClassDesc owner = ClassDesc.of(Intrinsics.class.getPackageName(), row[1]);
      for (int i = 2; i < row.length; i++) {
        for (String function : row[i].split(" ")) {
          add(row[0], owner, function.split(":"));
        }
      }
    }
  }

  private Intrinsics() {}

  private static void add(String library, ClassDesc owner, String[] parts) {
    String[] names = parts[0].split("=");
    List<Type> parameters = new ArrayList<>();
    for (char letter : parts[1].toCharArray()) {
      parameters.add(Type.of(letter));
    }
    Type result = Type.of(parts[2].charAt(0));
    boolean partial = parts[2].endsWith("?");
    ALL.put(
        key(library, names[0], parameters.size()),
        new Intrinsic(owner, names[names.length - 1], List.copyOf(parameters), result, partial));
  }

  private static String key(String library, String name, int arguments) {
    return library + "." + name + "/" + arguments;
  }

  /**
   * {@return the intrinsic of a builtin with so many arguments, if it has one}
   *
   * @param library the name of its library, empty for a global function
   */
  public static Optional<Intrinsic> find(String library, String name, int arguments) {
    return Optional.ofNullable(ALL.get(key(library, name, arguments)));
  }

  /** {@return all intrinsics, by {@code library.name/arguments}} */
  static Map<String, Intrinsic> all() {
    return ALL;
  }
}
