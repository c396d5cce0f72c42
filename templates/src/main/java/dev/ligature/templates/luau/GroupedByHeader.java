package dev.ligature.templates.luau;

import dev.ligature.idl.Location;
import dev.ligature.templates.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries by the header that declares them, headers in the order in which they were first named.
 */
final class GroupedByHeader<V extends View> {
  private final Map<String, List<V>> groups = new LinkedHashMap<>();
  private String lastFile = "";
  private List<V> last = List.of();

  void add(Location at, V entry) {
    // Neighbours mostly come from the same file.
    if (!at.file().equals(lastFile) || last.isEmpty()) {
      lastFile = at.file();
      last = groups.computeIfAbsent(lastFile, _ -> new ArrayList<>());
    }
    last.add(entry);
  }

  /** Adds the entries of others behind these, each to its header. */
  void addAll(GroupedByHeader<V> others) {
    others.groups.forEach(
        (file, entries) -> groups.computeIfAbsent(file, _ -> new ArrayList<>()).addAll(entries));
  }

  List<GroupView> groups() {
    List<GroupView> views = new ArrayList<>(groups.size());
    groups.forEach((file, entries) -> views.add(new GroupView(LuauText.comment(file), entries)));
    return views;
  }
}
