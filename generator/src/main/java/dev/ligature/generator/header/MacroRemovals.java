package dev.ligature.generator.header;

import dev.ligature.generator.clang.SourceFile;
import dev.ligature.generator.header.Directives.Change;
import dev.ligature.generator.header.MacroTable.Macro;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which macros are still defined behind the headers, and as what. Libclang tells of
 * definitions alone, in their order; {@code #undef}, {@code push_macro} and {@code pop_macro} are
 * looked for in the text. What removes a macro in the file of its definitions has its place among
 * them; of any other only the compiler knows when it happens.
 */
final class MacroRemovals {
  /** Names that mean no macro any more behind the headers. */
  final Set<String> removed = new HashSet<>();

  /** Names that may mean another macro behind the headers, or none. */
  final Set<String> unstable = new HashSet<>();

  private record Event(Change change, SourceFile file, int offset) {}

  private final MacroTable macros;
  private final Set<SourceFile> repeated;
  private final Map<String, List<Event>> events = new HashMap<>();

  /**
   * @param repeated files that may be read more than once
   */
  MacroRemovals(MacroTable macros, Set<SourceFile> repeated) {
    this.macros = macros;
    this.repeated = repeated;
  }

  /**
   * Looks through a file.
   *
   * @param skipped the parts that the preprocessor left out: their starts and ends
   */
  void scan(SourceFile file, byte[] bytes, List<int[]> skipped) {
    boolean again = repeated.contains(file);
    Directives.changes(
        bytes,
        (name, offset, change) -> {
          if (macros.contains(name) && (again || !isSkipped(skipped, offset))) {
            events
                .computeIfAbsent(name, key -> new ArrayList<>())
                .add(new Event(change, file, offset));
          }
        });
  }

  private static boolean isSkipped(List<int[]> parts, int offset) {
    for (int[] part : parts) {
      if (offset >= part[0] && offset < part[1]) {
        return true;
      }
    }
    return false;
  }

  /** Decides about every name that was met. */
  void decide() {
    events.forEach(
        (name, list) -> {
          Macro macro = macros.get(name);
          List<Macro> definitions = definitions(macro);
          SourceFile file = macro.file();
          boolean together =
              !repeated.contains(file)
                  && list.stream().allMatch(event -> event.file() == file)
                  && definitions.stream().allMatch(one -> one.file() == file);
          if (together) {
            inOrder(macro, definitions, list);
          } else {
            for (Event event : list) {
              apart(macro, event);
            }
          }
        });
  }

  private static List<Macro> definitions(Macro last) {
    List<Macro> list = new ArrayList<>();
    Optional<Macro> one = Optional.of(last);
    while (one.isPresent()) {
      list.add(one.get());
      one = one.get().before;
    }
    return list;
  }

  private void inOrder(Macro macro, List<Macro> definitions, List<Event> changes) {
    List<Object> steps = new ArrayList<>(definitions);
    steps.addAll(changes);
    steps.sort(
        Comparator.comparingInt(
            step ->
                switch (step) {
                  case Macro one -> one.place.offset();
                  case Event event -> event.offset();
                  default -> throw new IllegalStateException();
                }));
    Optional<Macro> current = Optional.empty();
    Deque<Optional<Macro>> pushed = new ArrayDeque<>();
    for (Object step : steps) {
      current =
          switch (step) {
            case Macro one -> Optional.of(one);
            case Event(Change change, SourceFile _, int _) ->
                switch (change) {
                  case UNDEF -> Optional.empty();
                  case PUSH -> {
                    pushed.push(current);
                    yield current;
                  }
                  case POP -> pushed.isEmpty() ? current : pushed.pop();
                };
            default -> current;
          };
    }
    if (current.isEmpty()) {
      removed.add(macro.name);
    } else if (current.get() != macro) {
      unstable.add(macro.name);
    }
  }

  private void apart(Macro macro, Event event) {
    if (event.change() != Change.UNDEF
        || event.file() != macro.file()
        || repeated.contains(event.file())) {
      unstable.add(macro.name);
    } else if (event.offset() > macro.place.offset()) {
      removed.add(macro.name);
    }
  }
}
