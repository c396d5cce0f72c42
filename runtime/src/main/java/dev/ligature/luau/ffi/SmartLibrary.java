package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeLibrary;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Metamethod;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.UserdataLink;
import dev.ligature.luau.vm.UserdataLink.Access;
import dev.ligature.luau.vm.UserdataLink.Operation;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A library with an interface: functions and constants by name. A function is looked up and its
 * class made when it is first asked for; a table remembers it.
 */
final class SmartLibrary extends FfiObject {
  private static final Members MEMBERS =
      Members.of(Kind.SMART_LIBRARY, new String[] {"path", "functions"}, new String[] {"close"});

  private final NativeLibrary library;
  private final LuauTable interfaceTable;

  /** What was asked for already: functions, constants. */
  private final LuauTable bound = new LuauTable();

  private final LuauTable functions = new LuauTable();
  private int functionCount;
  private int constantCount;

  SmartLibrary(FfiHost host, NativeLibrary library, LuauTable interfaceTable) {
    super(host, Kind.SMART_LIBRARY);
    this.library = library;
    this.interfaceTable = interfaceTable;
    for (int at = interfaceTable.next(0); at != 0; at = interfaceTable.next(at)) {
      check(interfaceTable.keyAt(at), interfaceTable.valueAt(at));
    }
    LuauTable lookUp = new LuauTable();
    lookUp.set(Metamethod.INDEX.key, new FunctionsIndex());
    functions.setMetatable(lookUp);
  }

  private void check(Object key, Object value) {
    if (!(key instanceof LuauString)) {
      throw new FfiException("Interface keys must be strings, got " + Describe.value(key));
    }
    switch (value) {
      case LuauTable signature -> functionCount++;
      case LuauString text -> constantCount++;
      case Double number -> constantCount++;
      case Long number -> constantCount++;
      case Boolean truth -> constantCount++;
      case RawPointer pointer -> constantCount++;
      case null, default ->
          throw new FfiException(
              "Interface entry '"
                  + Describe.key(key)
                  + "' must be a signature table or a constant, got "
                  + Describe.value(value));
    }
  }

  /** Looks up and checks everything now. */
  void bindAll() {
    for (int at = interfaceTable.next(0); at != 0; at = interfaceTable.next(at)) {
      element(interfaceTable.keyAt(at));
    }
  }

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    return id == 0 ? LuauString.of(library.path()) : functions;
  }

  @Override
  Object invoke(int id, Object[] args) {
    library.close(host.releases.code());
    return Results.NONE;
  }

  @Override
  Object element(Object key) {
    Object known = bound.get(key);
    return known != null ? known : bind(key);
  }

  @Override
  public Optional<UserdataLink> link(Access access, Object[] args) {
    Object known = MEMBERS.id(access.key()) < 0 ? bound.get(access.key()) : null;
    if (access.operation() == Operation.GET_FIELD && known != null) {
      return DirectAccess.constant(this, known, access);
    }
    return access.operation() == Operation.CALL_FIELD && known instanceof NativeFunction function
        ? DirectAccess.call(this, function, access)
        : Optional.empty();
  }

  private Object bind(Object key) {
    Object entry = key instanceof LuauString ? interfaceTable.get(key) : null;
    if (entry == null) {
      throw new FfiException(
          "'"
              + Describe.key(key)
              + "' is not in the interface of "
              + (library.path().isEmpty() ? "the process" : "'" + library.path() + "'"));
    }
    Object value = entry instanceof LuauTable table ? bindFunction(key.toString(), table) : entry;
    if (value != null) {
      bound.set(key, value);
    }
    return value;
  }

  private Object bindFunction(String name, LuauTable table) {
    Signature signature = Signature.read(name, table);
    String symbol = signature.symbol().orElse(name);
    if (signature.optional()) {
      OptionalLong address = library.find(symbol);
      return address.isEmpty()
          ? null
          : host.functions.bind(name, signature, address.getAsLong(), library.lifetime());
    }
    return host.functions.bind(name, signature, library.require(symbol), library.lifetime());
  }

  @Override
  String describe() {
    return "SmartLibrary('"
        + library.path()
        + "', "
        + functionCount
        + " functions, "
        + constantCount
        + " constants)";
  }

  /** Looks a function up by a name that may be that of a member of the library object. */
  private final class FunctionsIndex extends LuauBuiltin {
    FunctionsIndex() {
      super("functions");
    }

    @Override
    public Object call(Object[] args) {
      return call(args[0], args[1]);
    }

    @Override
    public Object call(Object table, Object key) {
      try {
        return element(key);
      } catch (FfiException e) {
        throw LuauError.builtin(e.getMessage());
      }
    }
  }
}
