package dev.ligature.templates.java;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The nested classes of a binding. A record or enum is named by its tag, or by the first typedef
 * that names it if no typedef is spelled as the tag ({@code typedef struct _GUID {…} GUID;} is
 * {@code GUID}); a record that a member declares without a tag is nested in the class of the record
 * around it and named by the member; a callback by its typedef.
 *
 * <p>Names of classes differ in more than case, since each becomes a file. Records come first, in
 * the header's order, then enums, callbacks, records without a name of their own under that of what
 * they were declared for, and the holders of handles ({@code name$}).
 */
final class ClassNames {
  private final Map<String, String> records = new HashMap<>();
  private final Map<String, List<String>> nested = new LinkedHashMap<>();
  private final Map<String, NameScope> inner = new HashMap<>();
  private final Set<String> owned = new HashSet<>();
  private final Map<String, String> enums = new HashMap<>();
  private final Map<String, String> callbacks = new HashMap<>();
  private final String className;
  private final NameScope top;
  private final Set<String> topNames = new HashSet<>(JavaNames.NOT_CLASSES);

  /**
   * @param className the binding's own class
   * @param fields names of constants, which a class must not have (JLS 6.4.2)
   */
  ClassNames(Idl idl, String className, Set<String> fields) {
    Set<String> fixed = new HashSet<>(JavaNames.NOT_CLASSES);
    fixed.addAll(fields);
    this.className = className;
    top = new NameScope(fixed, true);
    fixed.add(className);
    topNames.add(className);
    Map<String, String> typedefs = typedefs(idl);
    idl.records().forEach((key, record) -> findNested(idl, key, record.fields()));
    idl.records()
        .forEach(
            (key, record) -> {
              if (!owned.contains(key) && !isAnonymousMember(key) && !isBorrowed(key)) {
                records.put(key, claimTop(wish(key, record.tag(), typedefs)));
              }
            });
    idl.enums()
        .forEach(
            (key, declaration) -> {
              String wish = wish(key, declaration.tag(), typedefs);
              if (!wish.contains("(")) {
                enums.put(key, claimTop(wish));
              }
            });
    idl.callbacks().forEach((name, callback) -> callbacks.put(name, claimTop(name)));
    for (String key : idl.records().keySet()) {
      if (!owned.contains(key) && isBorrowed(key)) {
        String wish = wish(key, Optional.empty(), typedefs);
        records.put(key, claimTop(wish.replaceAll("[()]", "")));
      }
    }
    List.copyOf(records.keySet()).forEach(this::nameNested);
  }

  private String claimTop(String wish) {
    String identifier = JavaNames.identifier(wish);
    boolean isPart =
        identifier.startsWith(className + "_")
            && identifier.substring(className.length() + 1).chars().allMatch(Character::isDigit);
    String name = top.claim(isPart ? identifier + "_" : identifier);
    topNames.add(name);
    return name;
  }

  /** The first typedef of each tag, unless one is spelled like the tag itself. */
  private static Map<String, String> typedefs(Idl idl) {
    Map<String, String> names = new HashMap<>();
    idl.aliases()
        .forEach(
            (name, alias) -> {
              String key =
                  switch (alias.type()) {
                    case Type.RecordRef(String id) -> id;
                    case Type.EnumRef(String id) -> id;
                    default -> null;
                  };
              if (key != null) {
                if (key.endsWith(" " + name)) {
                  names.put(key, name);
                } else {
                  names.putIfAbsent(key, name);
                }
              }
            });
    return names;
  }

  private static String wish(String key, Optional<String> tag, Map<String, String> typedefs) {
    String typedef = typedefs.get(key);
    if (typedef != null) {
      return typedef;
    }
    return tag.orElseGet(() -> lastStep(key));
  }

  /** {@code "u"} of {@code "struct outer.u"}, {@code "div_t"} of {@code "div_t"}. */
  private static String lastStep(String key) {
    String path = key.substring(key.indexOf(' ') + 1);
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /**
   * {@return whether a record has no name of its own, but that of the variable, function or pointer
   * typedef that it was declared for: {@code "struct (config)"}}
   */
  private static boolean isBorrowed(String key) {
    return !key.contains(".") && lastStep(key).startsWith("(");
  }

  private static boolean isAnonymousMember(String key) {
    return key.contains(".") && lastStep(key).startsWith("(");
  }

  /** Notes which records are declared inside the record {@code owner}. */
  private void findNested(Idl idl, String owner, List<Declaration.Field> fields) {
    if (isAnonymousMember(owner)) {
      return;
    }
    for (Declaration.Field field : fields) {
      Type type = field.type().unqualified();
      while (true) {
        if (type instanceof Type.Array array) {
          type = array.element().unqualified();
        } else if (type instanceof Type.Pointer pointer) {
          type = pointer.pointee().unqualified();
        } else {
          break;
        }
      }
      if (type instanceof Type.RecordRef(String id)
          && id.contains(".")
          && idl.records().containsKey(id)) {
        if (field.isAnonymousRecord()) {
          findNested(idl, owner, idl.records().get(id).fields());
        } else if (!id.equals(owner) && owned.add(id)) {
          nested.computeIfAbsent(owner, k -> new ArrayList<>()).add(id);
        }
      }
    }
  }

  private void nameNested(String owner) {
    for (String key : nested.getOrDefault(owner, List.of())) {
      String step = lastStep(key);
      String wish = step.startsWith("(") ? "anonymous" + step.replaceAll("\\D", "") : step;
      String name = innerScope(owner).claim(JavaNames.identifier(wish));
      records.put(key, records.get(owner) + "." + name);
      nameNested(key);
    }
  }

  private NameScope innerScope(String owner) {
    return inner.computeIfAbsent(
        owner,
        key -> {
          Set<String> fixed = new HashSet<>(topNames);
          fixed.addAll(List.of(records.get(key).split("\\.")));
          return new NameScope(fixed, true);
        });
  }

  /** {@return the class of a record, with the classes around it; empty for an anonymous member} */
  Optional<String> record(String key) {
    return Optional.ofNullable(records.get(key));
  }

  /** {@return whether another record's class is around this one's} */
  boolean isNested(String key) {
    return owned.contains(key);
  }

  /** {@return the keys of the records whose classes are inside that one's} */
  List<String> nestedIn(String key) {
    return nested.getOrDefault(key, List.of());
  }

  /** {@return the class of an enum; empty if nothing names it} */
  Optional<String> enumeration(String key) {
    return Optional.ofNullable(enums.get(key));
  }

  /** {@return the interface of a callback's typedef} */
  String callback(String name) {
    return callbacks.get(name);
  }

  /** {@return a class of the binding that the header has no name for} */
  String claim(String wish) {
    return claimTop(wish);
  }

  /** {@return a class within that of the record {@code owner}} */
  String claimIn(String owner, String wish) {
    return innerScope(owner).claim(JavaNames.identifier(wish));
  }
}
