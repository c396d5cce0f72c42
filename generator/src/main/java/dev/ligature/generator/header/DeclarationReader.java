package dev.ligature.generator.header;

import dev.ligature.generator.clang.ClangType;
import dev.ligature.generator.clang.Cursor;
import dev.ligature.generator.clang.CursorKind;
import dev.ligature.generator.clang.Evaluation;
import dev.ligature.generator.clang.Place;
import dev.ligature.generator.clang.SourceFile;
import dev.ligature.generator.clang.TranslationUnit;
import dev.ligature.generator.clang.TypeKind;
import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Declaration.RecordKind;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Location;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Skip.Reason;
import dev.ligature.idl.Target;
import dev.ligature.idl.Type;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Turns declaration cursors into the IDL's declarations. Types that those need are read on the way:
 * what is needed by value at once, what is only pointed to when everything else is read.
 */
final class DeclarationReader {
  /** More enumerators than this make a header an attack, not an interface. */
  private static final int MAX_ENUMERATORS = 1_000_000;

  private static final Set<CursorKind> TAGS =
      EnumSet.of(CursorKind.STRUCT, CursorKind.UNION, CursorKind.ENUM);

  private final TranslationUnit unit;
  private final DeclarationTable table;
  private final Target target;
  private final FileNames names;
  private final DocReader docs;
  private final Types types;

  /** A struct, union or enum whose key is settled. */
  private static final class Tag {
    final String key;
    final Optional<String> tag;
    final Cursor definition;
    final boolean complete;
    boolean read;
    Optional<Converted.Refusal> refusal = Optional.empty();
    Optional<Lowering> transparent = Optional.empty();

    Tag(String key, Optional<String> tag, Cursor definition, boolean complete) {
      this.key = key;
      this.tag = tag;
      this.definition = definition;
      this.complete = complete;
    }
  }

  private final Map<Long, Tag> tags = new HashMap<>();
  private final Map<String, Tag> tagsByKey = new HashMap<>();
  private final Deque<Tag> pending = new ArrayDeque<>();
  private final Map<Long, Converted> typedefs = new HashMap<>();
  private final SequencedMap<String, FunctionDraft> functions = new LinkedHashMap<>();
  private final Set<String> variables = new HashSet<>();

  /** What names a record without tag and typedef: the key of the member or object around it. */
  private String anonymousName = "";

  /** Keys; null until something is defined in a parameter list. */
  private Set<String> definitionsOfFile;

  DeclarationReader(
      TranslationUnit unit,
      DeclarationTable table,
      Target target,
      FileNames names,
      DocReader docs) {
    this.unit = unit;
    this.table = table;
    this.target = target;
    this.names = names;
    this.docs = docs;
    this.types = new Types(target, this);
  }

  Types types() {
    return types;
  }

  /** Reads a declaration of a wanted file. */
  void read(Cursor cursor, CursorKind kind, Place place) {
    switch (kind) {
      case FUNCTION -> readFunction(cursor, place);
      case VARIABLE -> readVariable(cursor, place);
      case TYPEDEF -> readTypedef(cursor);
      case STRUCT, UNION -> readRecord(cursor);
      case ENUM -> readEnum(cursor);
      default -> {}
    }
  }

  /** Reads what is only pointed to, and puts the functions into the table. */
  void finish() {
    for (FunctionDraft draft : functions.values()) {
      draft.finish(table);
    }
    while (!pending.isEmpty()) {
      define(pending.remove());
    }
    for (Tag tag : tags.values()) {
      tag.definition.close();
    }
  }

  // Structs, unions and enums

  private void readRecord(Cursor cursor) {
    try (ClangType type = cursor.type()) {
      if (isUnnamed(type.spelling())) {
        // Named by what holds it, and worth nothing if nothing does.
        return;
      }
      Tag tag = tag(cursor, type);
      if (!tag.complete || tag.definition.id() == cursor.id()) {
        define(tag);
      }
    }
  }

  private void readEnum(Cursor cursor) {
    try (ClangType type = cursor.type()) {
      if (isUnnamed(type.spelling())) {
        String saved = anonymousName;
        anonymousName = "";
        define(tag(cursor, type));
        anonymousName = saved;
        return;
      }
      define(tag(cursor, type));
    }
  }

  private static boolean isUnnamed(String spelling) {
    return spelling.endsWith(")");
  }

  private Tag tag(Cursor declaration, ClangType type) {
    long id;
    try (Cursor canonical = declaration.canonical()) {
      id = canonical.id();
    }
    Tag known = tags.get(id);
    if (known != null) {
      return known;
    }
    String spelling;
    try (ClangType canonical = type.canonical();
        ClangType plain = canonical.unqualified()) {
      spelling = plain.spelling();
    }
    Cursor definition = declaration.definition();
    boolean complete = !definition.isNull();
    if (!complete) {
      definition.close();
      definition = declaration.copy();
    }
    CursorKind kind = definition.kind();
    Optional<String> tagName = Optional.empty();
    String key;
    if (isUnnamed(spelling)) {
      key = anonymousKey(definition, kind);
    } else {
      int space = spelling.indexOf(' ');
      key = spelling;
      if (space > 0) {
        tagName = Optional.of(spelling.substring(space + 1));
      }
    }
    if (complete && tagName.isPresent()) {
      key = keyInScope(definition, key);
    }
    Tag tag = new Tag(key, tagName, definition, complete);
    tags.put(id, tag);
    // One that a parameter list only declares is taken for what the file calls so.
    tagsByKey.putIfAbsent(key, tag);
    pending.add(tag);
    return tag;
  }

  /**
   * {@return the key of a definition: the tag, with a number if it is defined in a parameter list
   * (C17 6.2.1) and something else has that tag}
   */
  private String keyInScope(Cursor definition, String key) {
    if (!definition.isOfParameterList()) {
      return key;
    }
    Tag other = tagsByKey.get(key);
    return (other == null || !other.complete) && !definitionsOfFile().contains(key)
        ? key
        : numbered(key);
  }

  /** {@return the keys of tags that are defined outside of functions} */
  private Set<String> definitionsOfFile() {
    if (definitionsOfFile == null) {
      Set<String> found = new HashSet<>();
      unit.visitTopLevel(
          cursor -> {
            if (TAGS.contains(cursor.kind())) {
              try (Cursor definition = cursor.definition();
                  ClangType type = cursor.type()) {
                if (!definition.isNull()) {
                  found.add(type.spelling());
                }
              }
            }
          });
      definitionsOfFile = found;
    }
    return definitionsOfFile;
  }

  private String numbered(String base) {
    String key = base;
    for (int i = 2; tagsByKey.containsKey(key) || key.equals(base); i++) {
      key = base + " (" + i + ")";
    }
    return key;
  }

  private String anonymousKey(Cursor definition, CursorKind kind) {
    String base = anonymousName;
    if (base.isEmpty() && kind == CursorKind.ENUM) {
      String[] first = {""};
      definition.visitChildren(
          child -> {
            if (first[0].isEmpty() && child.kind() == CursorKind.ENUMERATOR) {
              first[0] = child.spelling();
            }
          });
      base = "enum (" + first[0] + ")";
    }
    if (base.isEmpty()) {
      base = "(unnamed)";
    }
    if (base.startsWith("(")) {
      base = keyword(kind) + " " + base;
    }
    return tagsByKey.containsKey(base) ? numbered(base) : base;
  }

  private static String keyword(CursorKind kind) {
    return switch (kind) {
      case UNION -> "union";
      case ENUM -> "enum";
      default -> "struct";
    };
  }

  private void define(Tag tag) {
    if (tag.read) {
      return;
    }
    tag.read = true;
    if (tagsByKey.get(tag.key) != tag) {
      Tag first = tagsByKey.get(tag.key);
      if (first.complete || !tag.complete) {
        return;
      }
      tagsByKey.put(tag.key, tag);
    }
    if (tag.definition.kind() == CursorKind.ENUM) {
      defineEnum(tag);
    } else {
      defineRecord(tag);
    }
  }

  private void defineEnum(Tag tag) {
    Cursor cursor = tag.definition;
    Converted underlying =
        tag.complete
            ? types.take(cursor.enumInteger())
            : Converted.scalar(CType.U32, "unsigned int");
    CType ctype = scalar(underlying.lowering());
    List<Declaration.Enumerator> members = new ArrayList<>();
    Place place = cursor.place();
    boolean documented = docs.mayHaveMembers(place, cursor);
    cursor.visitChildren(
        child -> {
          if (child.kind() != CursorKind.ENUMERATOR) {
            return;
          }
          if (members.size() == MAX_ENUMERATORS) {
            throw new HeaderException(
                names.location(cursor.place())
                    + ": "
                    + tag.key
                    + " has more than "
                    + MAX_ENUMERATORS
                    + " members, the limit");
          }
          BigInteger value =
              ctype.isUnsigned()
                  ? unsigned(child.enumUnsignedValue())
                  : BigInteger.valueOf(child.enumValue());
          if (ctype == CType.BOOL) {
            value = value.and(BigInteger.ONE);
          }
          members.add(
              new Declaration.Enumerator(
                  child.spelling(), value, documented ? docs.read(child) : Optional.empty()));
        });
    if (!docs.source().isPlainEnum(place)) {
      table.fixedEnums.add(tag.key);
    }
    table.enums.put(
        tag.key,
        new Declaration.Enum(
            tag.tag,
            underlying.type(),
            ctype,
            members,
            tag.complete,
            deprecation(cursor),
            docs.read(cursor, place),
            names.location(place)));
  }

  static BigInteger unsigned(long bits) {
    BigInteger value = BigInteger.valueOf(bits);
    return bits < 0 ? value.add(BigInteger.ONE.shiftLeft(64)) : value;
  }

  private static CType scalar(Lowering lowering) {
    return lowering instanceof Lowering.Scalar(CType ctype) ? ctype : CType.I32;
  }

  private void defineRecord(Tag tag) {
    Cursor cursor = tag.definition;
    RecordKind kind = cursor.kind() == CursorKind.UNION ? RecordKind.UNION : RecordKind.STRUCT;
    Place place = cursor.place();
    Location at = names.location(place);
    if (!tag.complete) {
      table.records.put(
          tag.key,
          new Declaration.Record(
              kind,
              tag.tag,
              0,
              0,
              true,
              false,
              List.of(),
              deprecation(cursor),
              docs.read(cursor, place),
              at));
      return;
    }
    boolean documented = docs.mayHaveMembers(place, cursor);
    FieldReader fields = new FieldReader(tag, kind, documented, !cursor.hasAttributes());
    cursor.visitChildren(fields::visit);
    try (ClangType type = cursor.type()) {
      long size = Math.max(type.size(), 0);
      long align = Math.max(type.align(), 0);
      if (!fields.isRight(size, align)) {
        fields = new FieldReader(tag, kind, documented, false);
        cursor.visitChildren(fields::visit);
      }
      if (fields.mayHoldTagged && target.os().equals("windows")) {
        fields.tagged();
      }
      table.records.put(
          tag.key,
          new Declaration.Record(
              kind,
              tag.tag,
              size,
              align,
              false,
              fields.packed || align < fields.naturalAlign,
              fields.list,
              deprecation(cursor),
              docs.read(cursor, place),
              at));
    }
    if (fields.transparent && !fields.list.isEmpty()) {
      tag.transparent = Optional.of(fields.list.getFirst().lowering());
    }
  }

  /** What is done with an anonymous member: its cursor, its record's id, its type. */
  private interface AnonymousMember {
    void accept(Cursor member, long record, ClangType type);
  }

  /** Reads the members of one record. */
  private final class FieldReader {
    final Tag tag;
    final RecordKind kind;
    final List<Declaration.Field> list = new ArrayList<>();
    long naturalAlign = 1;
    boolean packed;
    boolean transparent;

    /** Whether something but plain members is among the children. */
    boolean mayHoldTagged;

    int anonymous;
    private final Set<Long> anonymousRead = new HashSet<>();
    private final boolean documented;

    /**
     * Whether offsets are computed. Clang looks through the whole record for each offset that it is
     * asked for; where the platform's rule for plain members gives the size and the alignment that
     * the compiler gives the record, it gives the offsets, too.
     */
    private final boolean computes;

    /** Whether all members so far were plain ones. */
    private boolean plain = true;

    private long end;
    private long plainAlign = 1;

    /**
     * @param documented whether members may have doc comments
     * @param computes whether no attribute says how the record lies in memory
     */
    FieldReader(Tag tag, RecordKind kind, boolean documented, boolean computes) {
      this.tag = tag;
      this.kind = kind;
      this.documented = documented;
      this.computes = computes;
    }

    /** {@return whether the offsets are those of a record of that size and alignment} */
    boolean isRight(long size, long align) {
      return !computes || (plain && align == plainAlign && size == rounded(end, plainAlign));
    }

    /**
     * {@return whether a scalar is aligned to its size: of other ones, which a typedef may make,
     * Microsoft's rules have an opinion of their own}
     */
    private boolean isAligned(Lowering lowering, long align) {
      Lowering element = lowering;
      while (element instanceof Lowering.Array array) {
        element = array.element();
      }
      return switch (element) {
        case Lowering.Scalar(CType ctype) -> ctype.size(target.pointerSize()) == align;
        case Lowering.ByValue _ -> true;
        case Lowering.Array _, Lowering.Opaque _ -> false;
      };
    }

    private static long rounded(long offset, long align) {
      return (offset + align - 1) / align * align;
    }

    /** {@return the offset of a member in bits, by its size and alignment alone} */
    private long computed(Cursor member, long size, long align, Lowering lowering) {
      if (size < 0 || align <= 0 || member.hasAttributes() || !isAligned(lowering, align)) {
        plain = false;
        return 0;
      }
      plainAlign = Math.max(plainAlign, align);
      if (kind == RecordKind.UNION) {
        end = Math.max(end, size);
        return 0;
      }
      long offset = rounded(end, align);
      end = offset + size;
      return 8 * offset;
    }

    void visit(Cursor child) {
      switch (child.kind()) {
        case FIELD -> field(child);
        case STRUCT, UNION -> {
          mayHoldTagged = true;
          nested(child);
        }
        case ENUM -> {
          try (ClangType type = child.type()) {
            if (!isUnnamed(type.spelling())) {
              define(DeclarationReader.this.tag(child, type));
            } else if (!isHeld(child)) {
              String saved = anonymousName;
              anonymousName = "";
              define(DeclarationReader.this.tag(child, type));
              anonymousName = saved;
            }
          }
        }
        case UNEXPOSED_ATTRIBUTE ->
            transparent |=
                kind == RecordKind.UNION
                    && docs.source().identifier(child.start()).contains("transparent_union");
        default -> {
          mayHoldTagged = true;
          plain = false;
        }
      }
    }

    /** {@return whether a member of an unnamed enum type follows it, which will name it} */
    private boolean isHeld(Cursor unnamed) {
      long id = unnamed.id();
      boolean[] held = {false};
      tag.definition.visitChildren(
          sibling -> {
            if (!held[0] && sibling.kind() == CursorKind.FIELD) {
              try (ClangType type = sibling.type();
                  ClangType canonical = type.canonical();
                  Cursor declaration = canonical.declaration()) {
                held[0] = declaration.id() == id;
              }
            }
          });
      return held[0];
    }

    private void nested(Cursor child) {
      boolean member = child.isAnonymousRecord();
      try (ClangType type = child.type()) {
        if (!member) {
          if (!isUnnamed(type.spelling())) {
            define(DeclarationReader.this.tag(child, type));
          }
          return;
        }
        plain = false;
        anonymous++;
        anonymousRead.add(child.id());
        Converted converted = named(tag.key + ".(" + anonymous + ")", () -> types.convert(type));
        add("", child, converted, type.align(), offset(child.id()), Optional.empty());
      }
    }

    private long offset(long record) {
      long[] offset = {0};
      anonymousMembers(
          (member, declaration, type) -> {
            if (declaration == record) {
              offset[0] = member.fieldOffset();
            }
          });
      return offset[0];
    }

    /** Adds what Microsoft's C calls anonymous, too: {@code struct tag;} in a struct. */
    void tagged() {
      anonymousMembers(
          (member, declaration, type) -> {
            if (anonymousRead.add(declaration)) {
              anonymous++;
              Converted converted = types.convert(type);
              add("", member, converted, type.align(), member.fieldOffset(), Optional.empty());
              list.sort(Comparator.comparingLong(Declaration.Field::offset));
            }
          });
    }

    private void anonymousMembers(AnonymousMember each) {
      List<Cursor> members;
      try (ClangType record = tag.definition.type()) {
        members = record.anonymousMembers();
      }
      for (Cursor member : members) {
        try (member;
            ClangType type = member.type();
            ClangType canonical = type.canonical();
            Cursor declaration = canonical.declaration()) {
          each.accept(member, declaration.id(), type);
        }
      }
    }

    private void field(Cursor child) {
      String name = child.spelling();
      boolean bitField = child.isBitField();
      try (ClangType type = child.type()) {
        // Where the member is the declaration of an unnamed record, the member names it.
        Converted converted = named(tag.key + "." + name, () -> types.convert(type));
        plain &= !bitField;
        long align = type.align();
        long bits =
            computes && plain
                ? computed(child, type.size(), align, converted.lowering())
                : child.fieldOffset();
        Optional<Declaration.Bits> place =
            bitField ? Optional.of(new Declaration.Bits(bits, child.bitWidth())) : Optional.empty();
        add(bitField && isUnnamed(name) ? "" : name, child, converted, align, bits, place);
      }
    }

    private void add(
        String name,
        Cursor child,
        Converted converted,
        long align,
        long offset,
        Optional<Declaration.Bits> bits) {
      byValue(converted.lowering()).ifPresent(DeclarationReader.this::define);
      Optional<Converted.Refusal> refusal =
          byValue(converted.lowering()).flatMap(held -> held.refusal);
      if (refusal.isEmpty()) {
        refusal = converted.refusal();
      }
      if (tag.refusal.isEmpty()) {
        tag.refusal =
            refusal.map(
                r -> new Converted.Refusal(r.reason(), tag.key + ", which holds " + r.detail()));
      }
      if (bits.isEmpty() || (bits.get().width() > 0 && !name.isEmpty())) {
        long natural = Math.max(1, align);
        naturalAlign = Math.max(naturalAlign, natural);
        packed |= bits.isEmpty() && offset % (8 * natural) != 0;
      }
      list.add(
          new Declaration.Field(
              name,
              converted.type(),
              converted.lowering(),
              offset / 8,
              bits,
              documented ? docs.read(child) : Optional.empty()));
    }
  }

  private Optional<Tag> byValue(Lowering lowering) {
    return switch (lowering) {
      case Lowering.ByValue(String record) -> Optional.ofNullable(tagsByKey.get(record));
      case Lowering.Array array -> byValue(array.element());
      case Lowering.Scalar _, Lowering.Opaque _ -> Optional.empty();
    };
  }

  private Converted named(String name, java.util.function.Supplier<Converted> conversion) {
    String saved = anonymousName;
    anonymousName = name;
    try {
      return conversion.get();
    } finally {
      anonymousName = saved;
    }
  }

  // What Types asks

  Converted recordReference(Cursor declaration, ClangType type) {
    Place place = declaration.place();
    if (place.file() == SourceFile.NONE) {
      // Clang's own: what va_list is, or what it is an array of. Other compilers call it otherwise.
      String spelling = type.spelling();
      String c =
          spelling.endsWith("__va_list_tag")
              ? "__typeof__(**(__builtin_va_list *)0)"
              : spelling.endsWith("__va_list") ? "__builtin_va_list" : spelling;
      return Converted.opaque(c, type.size(), type.align(), Reason.UNSUPPORTED_TYPE);
    }
    Tag tag = tag(declaration, type);
    return new Converted(
        new Type.RecordRef(tag.key), new Lowering.ByValue(tag.key), Optional.empty());
  }

  Converted enumReference(Cursor declaration, ClangType type) {
    Tag tag = tag(declaration, type);
    CType ctype = CType.U32;
    if (tag.complete) {
      ctype = scalar(types.take(tag.definition.enumInteger()).lowering());
    }
    return Converted.of(new Type.EnumRef(tag.key), ctype);
  }

  Optional<Converted.Refusal> byValueRefusal(String record) {
    Tag tag = tagsByKey.get(record);
    if (tag == null || !tag.complete) {
      return Optional.of(new Converted.Refusal(Reason.INCOMPLETE_TYPE, record));
    }
    define(tag);
    return tag.refusal;
  }

  /** {@return what a call passes for a union with the attribute {@code transparent_union}} */
  Optional<Lowering> transparentUnion(ClangType parameter) {
    try (ClangType canonical = parameter.canonical()) {
      if (canonical.kind() != TypeKind.RECORD) {
        return Optional.empty();
      }
      try (Cursor declaration = canonical.declaration()) {
        if (declaration.kind() != CursorKind.UNION
            || declaration.place().file() == SourceFile.NONE) {
          return Optional.empty();
        }
        Tag tag = tag(declaration, canonical);
        if (tag.complete) {
          define(tag);
        }
        return tag.transparent;
      }
    }
  }

  void meetStandardType(String name) {
    table.standardTypes.add(name);
  }

  boolean isFunction(Type type) {
    return behindAliases(type) instanceof Type.Function;
  }

  Type behindAliases(Type type) {
    return table.behindAliases(type);
  }

  // Typedefs

  private void readTypedef(Cursor cursor) {
    String name = cursor.spelling();
    typedefReference(cursor, name);
  }

  Converted typedefReference(Cursor declaration, String name) {
    long id;
    try (Cursor canonical = declaration.canonical()) {
      id = canonical.id();
      Converted known = typedefs.get(id);
      if (known == null) {
        known = defineTypedef(canonical, name);
        typedefs.put(id, known);
      }
      return known;
    }
  }

  private Converted defineTypedef(Cursor cursor, String name) {
    Place place = cursor.place();
    try (ClangType underlying = cursor.underlying()) {
      if (place.file() == SourceFile.NONE) {
        return types.convert(underlying);
      }
      Optional<Callback> callback = callback(underlying);
      if (callback.isPresent()) {
        List<String> parameters = parameterNames(cursor);
        Signature signature = callback.get().shape().signature(parameters);
        boolean pointer = callback.get().pointer();
        Optional<Doc> doc = docs.read(cursor, place);
        table.callbacks.putIfAbsent(
            name, new Declaration.Callback(signature, pointer, doc, names.location(place)));
        return Converted.of(new Type.AliasRef(name), CType.POINTER);
      }
      Converted converted = named("(" + name + ")", () -> types.convert(underlying));
      if (names(converted.type(), name)) {
        // typedef struct {…} name: the record itself has that name.
        return converted;
      }
      table.aliases.putIfAbsent(
          name,
          new Declaration.Alias(
              converted.type(),
              converted.lowering(),
              deprecation(cursor),
              docs.read(cursor, place),
              names.location(place)));
      return converted.with(new Type.AliasRef(name));
    }
  }

  private static boolean names(Type type, String name) {
    return switch (type) {
      case Type.RecordRef(String id) -> id.equals(name);
      case Type.EnumRef(String id) -> id.equals(name);
      default -> false;
    };
  }

  private record Callback(Types.FunctionShape shape, boolean pointer) {}

  /** {@return the function type, if the typedef itself spells one or a pointer to one} */
  private Optional<Callback> callback(ClangType type) {
    if (type.isConst() || type.isVolatile()) {
      return Optional.empty();
    }
    switch (type.kind()) {
      case FUNCTION_PROTO, FUNCTION_NO_PROTO -> {
        return Optional.of(new Callback(types.shape(type), false));
      }
      case POINTER -> {
        try (ClangType pointee = type.pointee()) {
          if (pointee.isConst() || pointee.isVolatile()) {
            return Optional.empty();
          }
          return spelledFunction(pointee).map(shape -> new Callback(shape, true));
        }
      }
      case TYPEDEF, ELABORATED -> {
        // typedef F G, where F is a function type and no pointer.
        try (ClangType canonical = type.canonical()) {
          return isFunctionKind(canonical)
              ? Optional.of(new Callback(types.shape(type), false))
              : Optional.empty();
        }
      }
      case ATTRIBUTED, OTHER -> {
        try (ClangType canonical = type.canonical()) {
          if (isFunctionKind(canonical)) {
            return Optional.of(new Callback(types.shape(type), false));
          }
        }
        if (type.kind() == TypeKind.ATTRIBUTED) {
          try (ClangType modified = type.modified()) {
            return callback(modified);
          }
        }
        return Optional.empty();
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private Optional<Types.FunctionShape> spelledFunction(ClangType type) {
    return switch (type.kind()) {
      case FUNCTION_PROTO, FUNCTION_NO_PROTO -> Optional.of(types.shape(type));
      case ATTRIBUTED, OTHER -> {
        try (ClangType canonical = type.canonical()) {
          yield isFunctionKind(canonical) ? Optional.of(types.shape(type)) : Optional.empty();
        }
      }
      default -> Optional.empty();
    };
  }

  private static boolean isFunctionKind(ClangType type) {
    return type.kind() == TypeKind.FUNCTION_PROTO || type.kind() == TypeKind.FUNCTION_NO_PROTO;
  }

  private static List<String> parameterNames(Cursor cursor) {
    List<String> list = new ArrayList<>();
    cursor.visitChildren(
        child -> {
          if (child.kind() == CursorKind.PARAMETER) {
            list.add(child.spelling());
          }
        });
    return list;
  }

  // Functions

  private void readFunction(Cursor cursor, Place place) {
    String name = cursor.spelling();
    FunctionDraft draft = functions.get(name);
    if (draft == null) {
      draft = new FunctionDraft(name, names.location(place));
      functions.put(name, draft);
    }
    List<String> parameters;
    boolean noreturn = false;
    if (cursor.hasAttributes()) {
      AttributeReader attributes = new AttributeReader(docs.source());
      cursor.visitChildren(attributes::visit);
      parameters = attributes.parameters;
      noreturn = attributes.noreturn;
      draft.attributes(attributes);
      if (cursor.isDeprecated() || attributes.mayLimitAvailability) {
        draft.availability(cursor.availability());
      }
    } else {
      int count = cursor.parameterCount();
      parameters = new ArrayList<>(Math.max(count, 0));
      for (int i = 0; i < count; i++) {
        parameters.add(cursor.parameterName(i));
      }
    }
    try (ClangType type = cursor.type()) {
      // Of a definition in the style of before 1989 clang gives the promoted types.
      Types.FunctionShape shape = shape(type, "(" + name + ")");
      draft.declaration(
          shape,
          parameters,
          noreturn || shape.noreturn(),
          cursor.isStatic() || cursor.isInline(),
          docs.read(cursor, place));
    }
  }

  private Types.FunctionShape shape(ClangType type, String name) {
    String saved = anonymousName;
    anonymousName = name;
    try {
      return types.shape(type);
    } finally {
      anonymousName = saved;
    }
  }

  // Variables

  private void readVariable(Cursor cursor, Place place) {
    String name = cursor.spelling();
    if (!variables.add(name)) {
      return;
    }
    Location at = names.location(place);
    try (ClangType type = cursor.type()) {
      Converted converted = named("(" + name + ")", () -> types.convert(type));
      if (cursor.isInternal()) {
        constant(cursor, name, converted, at);
        return;
      }
      Optional<String> symbol = Optional.empty();
      if (cursor.hasAttributes()) {
        AttributeReader attributes = new AttributeReader(docs.source());
        cursor.visitChildren(attributes::visit);
        symbol = attributes.symbol.filter(s -> !s.equals(name));
      }
      byValue(converted.lowering()).ifPresent(this::define);
      table.variables.put(
          name,
          new Declaration.Variable(
              converted.type(),
              converted.lowering(),
              symbol,
              cursor.isThreadLocal(),
              deprecation(cursor),
              docs.read(cursor, place),
              at));
    }
  }

  /** {@code static const int X = 3;} is a constant; other static variables nobody can reach. */
  private void constant(Cursor cursor, String name, Converted converted, Location at) {
    CType ctype = converted.lowering() instanceof Lowering.Scalar(CType c) ? c : CType.VOID;
    if (converted.type().isConst()) {
      Optional<ConstantValue> value =
          switch (cursor.evaluate()) {
            case Evaluation.Int(long bits, boolean _) when ctype.isInteger() ->
                Optional.of(
                    new ConstantValue.Int(
                        ctype.isUnsigned() ? unsigned(bits) : BigInteger.valueOf(bits), ctype));
            case Evaluation.Int(long bits, boolean _) when ctype == CType.BOOL ->
                Optional.of(new ConstantValue.Int(BigInteger.valueOf(bits == 0 ? 0 : 1), ctype));
            case Evaluation.Float(double number) when ctype == CType.F32 || ctype == CType.F64 ->
                Optional.of(new ConstantValue.Float(number, ctype, false));
            default -> Optional.empty();
          };
      if (value.isPresent()) {
        table.constants.put(
            name,
            new Declaration.Constant(
                value.get(), Optional.of(converted.type()), "", docs.read(cursor), at));
        return;
      }
    }
    if (isText(converted.type())) {
      Optional<ConstantValue.Str> text =
          MacroProbe.stringLiteral(cursor).flatMap(new CLiterals(target)::printed);
      if (text.isPresent()) {
        table.constants.put(
            name,
            new Declaration.Constant(text.get(), Optional.empty(), "", docs.read(cursor), at));
        return;
      }
    }
    table.skips.add(
        new Skip(name, Reason.INLINE, "static variable, in no library", Optional.of(at)));
  }

  /** {@return whether it is {@code const char[]} or {@code const char *const}, of any character} */
  private boolean isText(Type type) {
    return switch (behindAliases(type)) {
      case Type.Array(Type element, _) -> element.isConst();
      case Type.Pointer(Type pointee) -> type.isConst() && pointee.isConst();
      default -> false;
    };
  }

  private static Optional<String> deprecation(Cursor cursor) {
    return cursor.isDeprecated() ? cursor.deprecation() : Optional.empty();
  }
}
