package dev.ligature.templates.luau;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Declaration.RecordKind;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Type;
import dev.ligature.templates.Callability;
import dev.ligature.templates.Fork;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides everything that a module says: turns an IDL, or the part of it that one module of a
 * folder holds, into the view of {@code module.mustache}.
 */
final class ModuleBuilder {
  /** Functions and constants from which on it pays to have them ready by another thread. */
  private static final int MANY = 2000;

  /** Members of {@code ffi.StructView}: a field of that name is reached by {@code get}. */
  private static final Set<String> VIEW_MEMBERS =
      Set.of("addr", "size", "pointTo", "fieldPtr", "get", "set");

  /** Which side of a declaration of a type a module has. */
  enum Scope {
    /** Both: one module for all. */
    WHOLE,
    /** Types and definitions: the module of a folder that all others share. */
    DEFINITIONS,
    /**
     * What the module's type says of it: the module of a header, which takes the rest from there.
     */
    FACES
  }

  private final Idl idl;
  private final Scope scope;
  private final TypeNames names;
  private final LuauTypes types;
  private final Callability callability;
  private List<Skip> skipped = new ArrayList<>();

  private final GroupedByHeader<TypeView> typeGroups = new GroupedByHeader<>();
  private final FunctionEntries functions;
  private GroupedByHeader<MemberView> members = new GroupedByHeader<>();
  private final GroupedByHeader<EntryView> constants = new GroupedByHeader<>();
  private final Map<String, List<MemberView>> groups = new LinkedHashMap<>();
  private final List<RecordView> structs = new ArrayList<>();
  private final List<RecordView> unions = new ArrayList<>();
  private final List<RecordView> records = new ArrayList<>();
  private final List<CompoundView> compounds = new ArrayList<>();
  private final List<GroupView> enums = new ArrayList<>();
  private final List<EntryView> enumTypedefs = new ArrayList<>();
  private final List<CallbackView> callbacks = new ArrayList<>();
  private final List<VariableView> variables = new ArrayList<>();
  private final List<EntryView> scalars = new ArrayList<>();
  private final List<EntryView> aliases = new ArrayList<>();
  private final List<EntryView> structTypedefs = new ArrayList<>();
  private final List<EntryView> unionTypedefs = new ArrayList<>();
  private final List<EntryView> addresses = new ArrayList<>();

  private final Set<String> faces = new LinkedHashSet<>();
  private final Set<String> macros;
  private final Set<String> enumerators = new HashSet<>();
  private boolean typedefs;
  private boolean typedDefinitions = true;

  /**
   * @param idl all that the module's declarations may refer to
   * @param types how this module names types and records
   * @param macros the names that {@linkplain #macros macros} hide
   */
  ModuleBuilder(Idl idl, Scope scope, TypeNames names, LuauTypes types, Set<String> macros) {
    this.idl = idl;
    this.scope = scope;
    this.names = names;
    this.types = types;
    this.macros = macros;
    this.callability = new Callability(idl);
    this.functions = new FunctionEntries(scope, macros, types, callability);
    for (String group : List.of("structs", "unions", "enums", "callbacks", "variables")) {
      groups.put(group, new ArrayList<>());
    }
  }

  /**
   * {@return the names of an IDL's macros} What else has such a name is hidden, as C's preprocessor
   * has it, whichever header declares it.
   */
  static Set<String> macros(Idl idl) {
    Set<String> macros = HashSet.newHashSet(idl.constants().size());
    idl.constants()
        .forEach(
            (name, constant) -> {
              if (!isAliasOfItself(name, constant)) {
                macros.add(name);
              }
            });
    return macros;
  }

  /** Adds the declarations of an IDL, which may be a part of the one that they refer to. */
  ModuleBuilder add(Idl part) {
    GroupedByHeader<MemberView> allMembers = members;
    List<Skip> allSkipped = skipped;
    boolean many = part.functions().size() + part.constants().size() > MANY;
    Fork<Map<String, ConstantLiteral>> second =
        Fork.of(
            many,
            () -> {
              functions.add(part, allMembers, allSkipped);
              return ConstantLiteral.of(part);
            });
    typedDefinitions = CheckerWeight.of(part) <= CheckerWeight.MAX;
    // What belongs behind the functions is kept apart until those are there.
    members = new GroupedByHeader<>();
    skipped = new ArrayList<>();
    part.variables().forEach(this::addVariable);
    part.records().forEach(this::addRecord);
    part.enums().forEach(this::addEnum);
    part.callbacks().forEach(this::addCallback);
    part.aliases().forEach(this::addAlias);
    Map<String, ConstantLiteral> ready = second.join();
    allMembers.addAll(members);
    allSkipped.addAll(skipped);
    members = allMembers;
    skipped = allSkipped;
    part.constants()
        .forEach(
            (name, constant) -> {
              ConstantLiteral literal = ready.get(name);
              if (literal == null) {
                addConstant(name, constant);
              } else {
                constants.add(constant.at(), literal.entry());
                members.add(constant.at(), literal.member());
              }
            });
    return this;
  }

  /** {@return what the declarations added so far cannot be bound to} */
  List<Skip> skipped() {
    return List.copyOf(skipped);
  }

  ModuleView build(String title, String type, String typesModule) {
    boolean library = !functions.isEmpty() || !variables.isEmpty();
    boolean definitions = !structs.isEmpty() || !unions.isEmpty() || !records.isEmpty();
    boolean lazily = definitions || !compounds.isEmpty() || !variables.isEmpty();
    boolean lookup =
        !functions.isEmpty()
            || !records.isEmpty()
            || !compounds.isEmpty()
            || !variables.isEmpty()
            || !aliases.isEmpty()
            || !structTypedefs.isEmpty()
            || !unionTypedefs.isEmpty()
            || !addresses.isEmpty()
            || scope == Scope.FACES && typedefs;
    List<GroupView> memberTables = new ArrayList<>();
    groups.forEach(
        (name, entries) -> {
          if (!entries.isEmpty()) {
            memberTables.add(new GroupView(names.group(name), entries));
          }
        });
    List<GroupView> recordTables = new ArrayList<>();
    if (!structs.isEmpty()) {
      recordTables.add(new GroupView("module." + names.group("structs"), structs));
    }
    if (!unions.isEmpty()) {
      recordTables.add(new GroupView("module." + names.group("unions"), unions));
    }
    if (!records.isEmpty()) {
      recordTables.add(new GroupView("local records", records));
    }
    return new ModuleView(
        title,
        type,
        library
            || lazily
            || !callbacks.isEmpty()
            || !addresses.isEmpty()
            || !faces.isEmpty()
            || typedefs,
        types.usesCtypes(),
        library && idl.libraries().size() > 1,
        lazily,
        types.usesTypes() || !faces.isEmpty() ? typesModule : "",
        typeGroups.groups(),
        members.groups(),
        memberTables,
        List.copyOf(faces),
        scope == Scope.FACES && typedefs,
        scope == Scope.DEFINITIONS,
        part("", functions.groups()),
        constants.groups(),
        recordTables,
        !records.isEmpty(),
        part("", compounds),
        part("enums", enums),
        part("enums", enumTypedefs),
        part("callbacks", callbacks),
        part("variables", variables),
        part("variables", scalars),
        part("", aliases),
        part("structs", structTypedefs),
        part("unions", unionTypedefs),
        part("", addresses),
        part("", functions.shadowed()),
        library ? library() : List.of(),
        lookup);
  }

  private Object part(String group, List<? extends dev.ligature.templates.View> entries) {
    return entries.isEmpty()
        ? List.of()
        : new PartView(group.isEmpty() ? "" : names.group(group), entries);
  }

  private LibraryView library() {
    List<EntryView> systems = new ArrayList<>();
    if (idl.libraries().size() > 1) {
      idl.libraries()
          .forEach(
              (os, path) -> systems.add(new EntryView(LuauText.key(os), LuauText.quote(path))));
    }
    String path =
        switch (idl.libraries().size()) {
          case 0 -> "nil";
          case 1 -> LuauText.quote(idl.libraries().firstEntry().getValue());
          default -> "path()";
        };
    Object paths =
        systems.isEmpty() ? List.of() : new PartView(LuauText.toName(idl.module()), systems);
    return new LibraryView(path, paths);
  }

  private void skip(String name, Skip.Reason reason, String detail, Location at) {
    skipped.add(new Skip(name, reason, detail, Optional.of(at)));
  }

  private boolean skipUncallable(String name, Signature signature, Location at) {
    Optional<Callability.Obstacle> obstacle = callability.of(signature);
    obstacle.ifPresent(o -> skip(name, o.reason(), o.detail(), at));
    return obstacle.isPresent();
  }

  private void member(String name, String type, List<String> doc, Location at) {
    if (scope == Scope.DEFINITIONS) {
      return;
    }
    members.add(at, new MemberView(doc, LuauText.key(name), type));
  }

  private void groupMember(String group, String key, String type, List<String> doc) {
    if (scope == Scope.DEFINITIONS) {
      return;
    }
    if (scope == Scope.FACES && !group.equals("variables")) {
      faces.add(names.group(group));
    }
    groups.get(group).add(new MemberView(doc, LuauText.key(key), type));
  }

  // Variables

  private void addVariable(String name, Declaration.Variable variable) {
    if (!macros.contains(name)) {
      addVariable(name, name, variable);
    }
  }

  private void addVariable(String name, String target, Declaration.Variable variable) {
    if (variable.threadLocal()) {
      skip(
          name,
          Skip.Reason.THREAD_LOCAL,
          "each thread has its own, which no symbol look-up finds",
          variable.at());
      return;
    }
    List<String> doc = LuauText.docLines(variable.doc(), variable.deprecated(), "");
    String symbol = "symbol(" + LuauText.quote(variable.symbol().orElse(target)) + ")";
    Lowering lowering = variable.lowering();
    String value = types.given(variable.type(), lowering);
    String pointer = value;
    String cast;
    switch (lowering) {
      case Lowering.Scalar _ -> {
        cast = "ffi.cast(" + symbol + ", " + types.ctype(lowering) + ")";
        pointer = "ffi.TypedPointer<" + value + ">";
        scalars.add(new EntryView(LuauText.key(name), "true"));
      }
      case Lowering.ByValue(String id) when names.record(id).isEmpty() -> {
        // Nobody knows what it holds, but functions take its address.
        cast = symbol;
        value = "ffi.RawPointer";
        pointer = value;
      }
      case Lowering.ByValue(String id) ->
          cast = "ffi.view(" + symbol + ", " + types.definition(id) + ")";
      case Lowering.Array array when isOfRecords(array) -> {
        // A view of the first one: pointTo reaches the others.
        cast = "ffi.view(" + symbol + ", " + types.ctype(array) + ")";
        value = types.record(array);
        pointer = value;
      }
      case Lowering.Array _, Lowering.Opaque _ ->
          cast = "ffi.cast(" + symbol + ", " + types.ctype(lowering) + ")";
    }
    variables.add(new VariableView(LuauText.key(name), cast));
    groupMember("variables", name, pointer, doc);
    member(name, value, doc, variable.at());
  }

  // Records

  private void addRecord(String id, Declaration.Record record) {
    if (record.opaque() || TypeNames.isAnonymous(id)) {
      return;
    }
    String key = names.recordKey(id);
    String member = definitionType(id);
    if (id.startsWith("struct ")) {
      define(structs, id, record);
      groupMember("structs", key, member, List.of());
    } else if (id.startsWith("union ")) {
      define(unions, id, record);
      groupMember("unions", key, member, List.of());
    } else if (!macros.contains(id)) {
      define(records, id, record);
      member(id, member, List.of(), record.at());
      typedefs = true;
    }
  }

  /**
   * The type of a record's definition. Where the module or the record is too much for the checker
   * it says nothing of the views: their types are still there to be named.
   */
  private String definitionType(String id) {
    return typedDefinitions
            && CheckerWeight.fields(idl.records().get(id), idl) <= CheckerWeight.MAX_FIELDS
        ? "ffi.StructDefinition<" + types.named(names.record(id)) + ">"
        : "ffi.StructDefinition<any>";
  }

  private void define(List<RecordView> definitions, String id, Declaration.Record record) {
    if (scope == Scope.FACES) {
      return;
    }
    RecordLayout layout = RecordLayout.of(record, idl);
    boolean explicit = layout.form() == RecordLayout.Form.EXPLICIT;
    List<FieldView> fields = new ArrayList<>(layout.slots().size());
    List<FieldTypeView> fieldTypes = new ArrayList<>(layout.slots().size());
    for (RecordLayout.Slot slot : layout.slots()) {
      fields.add(field(slot, explicit));
      fieldTypes.add(fieldType(slot));
    }
    String options =
        switch (layout.form()) {
          case NATURAL -> "";
          case PACKED -> ", { packed = true }";
          case EXPLICIT -> ", { size = " + record.size() + ", align = " + record.align() + " }";
        };
    String constructor = record.kind() == RecordKind.STRUCT ? "struct" : "union";
    String cast = fields.size() > CheckerWeight.MAX_TYPED_FIELDS ? " :: any" : "";
    definitions.add(
        new RecordView(LuauText.key(names.recordKey(id)), constructor, fields, cast + options));
    typeGroups.add(
        record.at(),
        new TypeView(
            LuauText.docLines(record.doc(), record.deprecated(), ""),
            names.record(id),
            true,
            fieldTypes,
            ""));
  }

  private FieldView field(RecordLayout.Slot slot, boolean explicit) {
    Lowering lowering = slot.field().lowering();
    StringBuilder extra = new StringBuilder();
    StringBuilder note = new StringBuilder();
    long count = 1;
    boolean array = false;
    int dimensions = 0;
    while (lowering instanceof Lowering.Array a) {
      array = true;
      dimensions++;
      count *= a.count().orElse(0);
      note.append('[').append(a.count().isPresent() ? a.count().getAsLong() : "").append(']');
      lowering = a.element();
    }
    if (dimensions < 2) {
      note.setLength(0);
    }
    if (lowering instanceof Lowering.Opaque opaque) {
      array = true;
      count *= opaque.size();
      note.setLength(0);
      note.append("no type of the FFI: its bytes");
    }
    if (array) {
      extra.append(", ").append(count);
    }
    slot.bits()
        .ifPresentOrElse(
            bits ->
                extra
                    .append(", bits = ")
                    .append(bits.width())
                    .append(", bitOffset = ")
                    .append(bits.offset()),
            () -> {
              if (explicit) {
                extra.append(", offset = ").append(slot.offset());
              }
            });
    return new FieldView(
        LuauText.quote(slot.field().name()),
        types.ctype(lowering),
        extra.toString(),
        note.toString());
  }

  private FieldTypeView fieldType(RecordLayout.Slot slot) {
    Declaration.Field field = slot.field();
    String read = types.given(field.type(), field.lowering());
    String write = types.taken(field.type(), field.lowering());
    if (field.lowering() instanceof Lowering.Array array && isOfRecords(array)) {
      write = read;
    }
    return new FieldTypeView(
        LuauText.docLines(field.doc(), Optional.empty(), ""),
        VIEW_MEMBERS.contains(field.name()) ? "" : LuauText.key(field.name()),
        read,
        write.equals(read) ? "" : write,
        LuauText.comment(field.name()));
  }

  private static boolean isOfRecords(Lowering.Array array) {
    return switch (array.element()) {
      case Lowering.ByValue _ -> true;
      case Lowering.Array inner -> isOfRecords(inner);
      default -> false;
    };
  }

  // Enums

  private void addEnum(String id, Declaration.Enum e) {
    List<EntryView> entries = new ArrayList<>(e.members().size());
    List<MemberView> entryTypes = new ArrayList<>(e.members().size());
    for (Declaration.Enumerator enumerator : e.members()) {
      if (!LuauText.isInteger(enumerator.value())) {
        if (scope != Scope.DEFINITIONS) {
          skip(
              enumerator.name(),
              Skip.Reason.INT128,
              "more than 64 bits: " + enumerator.value(),
              e.at());
        }
        continue;
      }
      String key = LuauText.key(enumerator.name());
      EntryView entry = new EntryView(key, LuauText.integer(enumerator.value()));
      List<String> doc = LuauText.docLines(enumerator.doc(), Optional.empty(), "");
      MemberView type = new MemberView(doc, key, LuauText.integerType(enumerator.value()));
      entries.add(entry);
      entryTypes.add(type);
      if (scope != Scope.DEFINITIONS
          && !macros.contains(enumerator.name())
          && enumerators.add(enumerator.name())) {
        members.add(e.at(), type);
        constants.add(e.at(), entry);
      }
    }
    if (!isTable(id)) {
      if (!TypeNames.isUnnamedEnum(id) && scope != Scope.FACES) {
        typeGroups.add(
            e.at(),
            new TypeView(
                LuauText.docLines(e.doc(), e.deprecated(), ""),
                names.enumeration(id),
                false,
                List.of(),
                "number"));
      }
      return;
    }
    String key = enumKey(id);
    groupMember("enums", key, types.named(names.members(id)), List.of());
    if (scope == Scope.FACES) {
      return;
    }
    enums.add(new GroupView(LuauText.key(key), entries));
    StringBuilder definition = new StringBuilder("{ ");
    for (MemberView member : entryTypes) {
      definition.append(member.key()).append(": ").append(member.type()).append(", ");
    }
    definition.setLength(definition.length() - (entryTypes.isEmpty() ? 1 : 2));
    definition.append(" }");
    typeGroups.add(
        e.at(),
        new TypeView(
            LuauText.docLines(e.doc(), e.deprecated(), ""),
            names.enumeration(id),
            false,
            List.of(),
            "number"));
    typeGroups.add(
        e.at(),
        new TypeView(List.of(), names.members(id), false, List.of(), definition.toString()));
  }

  /** Whether an enum has a table of its members: it has a name and a definition. */
  private boolean isTable(String id) {
    return !TypeNames.isUnnamedEnum(id) && idl.enums().get(id).complete();
  }

  /** The tag, or the whole key where a typedef of another enum has the tag's name. */
  private String enumKey(String id) {
    String tag = TypeNames.tag(id);
    if (tag.equals(id)) {
      return id;
    }
    Declaration.Alias alias = idl.aliases().get(tag);
    boolean free =
        alias == null
            ? !idl.enums().containsKey(tag)
            : idl.resolve(alias.type()).equals(new Type.EnumRef(id))
                || !(idl.resolve(alias.type()) instanceof Type.EnumRef);
    return free ? tag : id;
  }

  // Callbacks

  private void addCallback(String name, Declaration.Callback callback) {
    Signature signature = callback.signature();
    if (scope != Scope.FACES) {
      typeGroups.add(
          callback.at(),
          new TypeView(
              LuauText.docLines(
                  callback.doc(), Optional.empty(), CDeclaration.function(name, signature)),
              names.callback(name),
              false,
              List.of(),
              types.callback(signature)));
    }
    if (callbackSkipped(name, callback)) {
      return;
    }
    addConstructor(name, name, signature);
  }

  private boolean callbackSkipped(String name, Declaration.Callback callback) {
    Signature signature = callback.signature();
    int before = skipped.size();
    if (signature.variadic()) {
      skip(name, Skip.Reason.UNSUPPORTED_TYPE, "a callback with variable arguments", callback.at());
    } else if (signature.convention().isPresent()) {
      skip(
          name,
          Skip.Reason.CALLING_CONVENTION,
          "a callback of calling convention " + signature.convention().get(),
          callback.at());
    } else {
      skipUncallable(name, signature, callback.at());
    }
    boolean skips = skipped.size() > before;
    if (scope == Scope.DEFINITIONS) {
      // The module of its header says so.
      skipped.subList(before, skipped.size()).clear();
    }
    return skips;
  }

  private void addConstructor(String name, String target, Signature signature) {
    if (scope != Scope.FACES) {
      callbacks.add(
          new CallbackView(
              LuauText.key(name), types.ctype(signature.retLowering()), types.args(signature)));
    }
    groupMember(
        "callbacks",
        name,
        "(fn: " + types.named(names.callback(target)) + ") -> ffi.Callback",
        List.of());
  }

  // Typedefs

  private void addAlias(String name, Declaration.Alias alias) {
    if (!macros.contains(name)) {
      addTypeName(name, alias.type(), alias.at());
    }
    String further = names.furtherTypedefs().get(name);
    if (further != null && scope != Scope.FACES) {
      String target =
          switch (idl.resolve(alias.type())) {
            case Type.RecordRef(String id) -> names.record(id);
            case Type.EnumRef(String id) -> names.enumeration(id);
            default -> throw new IllegalStateException(name + " names no record and no enum");
          };
      typeGroups.add(
          alias.at(),
          new TypeView(
              LuauText.docLines(alias.doc(), alias.deprecated(), ""),
              further,
              false,
              List.of(),
              target));
    }
  }

  /** Another name for a type: of what the type has at run time, if it has something. */
  private void addTypeName(String name, Type type, Location at) {
    Optional<String> callback = callbackName(type);
    if (callback.isPresent()) {
      Signature signature = idl.callbacks().get(callback.get()).signature();
      if (!signature.variadic()
          && signature.convention().isEmpty()
          && callability.of(signature).isEmpty()) {
        addConstructor(name, callback.get(), signature);
      }
      return;
    }
    switch (idl.resolve(type)) {
      case Type.RecordRef(String id) when !names.record(id).isEmpty() -> {
        if (name.equals(id)) {
          return;
        }
        member(name, definitionType(id), List.of(), at);
        typedefs = true;
        if (scope == Scope.FACES) {
          return;
        }
        String tag = LuauText.quote(names.recordKey(id));
        if (id.startsWith("struct ")) {
          structTypedefs.add(new EntryView(LuauText.key(name), tag));
        } else if (id.startsWith("union ")) {
          unionTypedefs.add(new EntryView(LuauText.key(name), tag));
        } else {
          aliases.add(new EntryView(LuauText.key(name), tag));
        }
      }
      case Type.EnumRef(String id) -> {
        if (isTable(id) && !enumKey(id).equals(name)) {
          if (scope != Scope.FACES) {
            enumTypedefs.add(new EntryView(LuauText.member(name), LuauText.member(enumKey(id))));
          }
          groupMember("enums", name, types.named(names.members(id)), List.of());
        }
      }
      default -> {}
    }
  }

  /** The callback behind a typedef: of the pointer to it or of the function type itself. */
  private Optional<String> callbackName(Type type) {
    Type current = type.unqualified();
    boolean pointer = false;
    for (int depth = 0; depth <= idl.aliases().size(); depth++) {
      if (current instanceof Type.Pointer(Type pointee) && !pointer) {
        pointer = true;
        current = pointee.unqualified();
      } else if (current instanceof Type.AliasRef(String name)) {
        Declaration.Callback callback = idl.callbacks().get(name);
        if (callback != null) {
          return callback.pointer() && pointer ? Optional.empty() : Optional.of(name);
        }
        Declaration.Alias alias = idl.aliases().get(name);
        if (alias == null) {
          return Optional.empty();
        }
        current = alias.type().unqualified();
      } else {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  // Constants

  private static boolean isAliasOfItself(String name, Declaration.Constant constant) {
    return constant.value() instanceof ConstantValue.Alias(String target, _) && target.equals(name);
  }

  /** Adds a constant that is no {@link ConstantLiteral}. */
  private void addConstant(String name, Declaration.Constant constant) {
    Location at = constant.at();
    switch (constant.value()) {
      case ConstantValue.Int(BigInteger value, _) ->
          skip(name, Skip.Reason.INT128, "more than 64 bits: " + value, at);
      case ConstantValue.Float _, ConstantValue.Str _ ->
          throw new IllegalStateException(name + " is a literal");
      case ConstantValue.Address(BigInteger address) -> {
        addresses.add(new EntryView(LuauText.key(name), LuauText.hex(address)));
        member(name, "ffi.RawPointer", constantDoc(constant), at);
      }
      case ConstantValue.Alias(String target, ConstantValue.AliasKind kind) ->
          addConstantAlias(name, target, kind, constant);
      case ConstantValue.Compound compound -> addCompound(name, compound, constant);
    }
  }

  private static List<String> constantDoc(Declaration.Constant constant) {
    return LuauText.docLines(constant.doc(), Optional.empty(), "");
  }

  private void addConstantAlias(
      String name, String target, ConstantValue.AliasKind kind, Declaration.Constant constant) {
    if (name.equals(target)) {
      return;
    }
    switch (kind) {
      case TYPE ->
          typeNamed(AliasChain.end(idl, target))
              .ifPresent(type -> addTypeName(name, type, constant.at()));
      case VARIABLE -> {
        Declaration.Variable variable = idl.variables().get(AliasChain.end(idl, target));
        if (variable == null) {
          skip(
              name,
              Skip.Reason.NOT_DECLARED,
              "another name for the variable '" + target + "', which is not bound",
              constant.at());
        } else {
          addVariable(name, AliasChain.end(idl, target), variable);
        }
      }
      case FUNCTION -> {
        Optional<String> type = functions.type(AliasChain.end(idl, target));
        if (type.isEmpty()) {
          Declaration.Function function = idl.functions().get(AliasChain.end(idl, target));
          skip(
              name,
              function != null && function.inline() ? Skip.Reason.INLINE : Skip.Reason.NOT_DECLARED,
              "another name for '" + target + "', which is not bound",
              constant.at());
        } else {
          aliases.add(
              new EntryView(LuauText.key(name), LuauText.quote(AliasChain.end(idl, target))));
          member(name, type.get(), constantDoc(constant), constant.at());
        }
      }
    }
  }

  /** The type that a macro names: a typedef, a record or an enum without a typedef. */
  private Optional<Type> typeNamed(String name) {
    if (idl.aliases().containsKey(name) || idl.callbacks().containsKey(name)) {
      return Optional.of(new Type.AliasRef(name));
    }
    if (idl.records().containsKey(name)) {
      return Optional.of(new Type.RecordRef(name));
    }
    if (idl.enums().containsKey(name)) {
      return Optional.of(new Type.EnumRef(name));
    }
    return Optional.empty();
  }

  private void addCompound(
      String name, ConstantValue.Compound compound, Declaration.Constant constant) {
    List<String> assignments = new ArrayList<>();
    if (names.record(compound.record()).isEmpty() || !assign("value", compound, assignments)) {
      skip(name, Skip.Reason.NOT_CONSTANT, constant.text(), constant.at());
      return;
    }
    compounds.add(
        new CompoundView(LuauText.key(name), types.definition(compound.record()), assignments));
    member(
        name,
        types.given(new Type.RecordRef(compound.record()), new Lowering.ByValue(compound.record())),
        constantDoc(constant),
        constant.at());
  }

  /** Appends what sets the members of a record; returns false if some value can't be written. */
  private boolean assign(String target, ConstantValue.Compound compound, List<String> out) {
    for (ConstantValue.Member member : compound.members()) {
      Optional<String> place = place(target, member.name());
      if (place.isEmpty()) {
        return false;
      }
      String value;
      switch (member.value()) {
        case ConstantValue.Int(BigInteger i, CType ctype) when LuauText.isInteger(i) ->
            value = ctype == CType.BOOL ? String.valueOf(i.signum() != 0) : LuauText.integer(i);
        case ConstantValue.Float(double f, _, _) -> value = LuauText.number(f);
        case ConstantValue.Address(BigInteger address) ->
            value = "ffi.ptr(" + LuauText.hex(address) + ")";
        case ConstantValue.Compound inner -> {
          if (!assign(place.get(), inner, out)) {
            return false;
          }
          continue;
        }
        default -> {
          return false;
        }
      }
      out.add(place.get() + " = " + value);
    }
    return true;
  }

  /** The path of a member, {@code from.tags[0]}, as Luau writes it. */
  private static Optional<String> place(String target, String path) {
    StringBuilder place = new StringBuilder(target);
    for (String step : path.split("\\.", -1)) {
      int bracket = step.indexOf('[');
      String field = bracket < 0 ? step : step.substring(0, bracket);
      String index = bracket < 0 ? "" : step.substring(bracket);
      if (VIEW_MEMBERS.contains(field) || !index.matches("(\\[[0-9]+])*")) {
        return Optional.empty();
      }
      place.append(LuauText.member(field)).append(index);
    }
    return Optional.of(place.toString());
  }
}
