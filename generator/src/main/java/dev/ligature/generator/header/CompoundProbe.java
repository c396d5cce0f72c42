package dev.ligature.generator.header;

import dev.ligature.generator.header.MacroProbe.Answer;
import dev.ligature.generator.header.MacroProbe.Question;
import dev.ligature.generator.header.MacroTable.Macro;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.ConstantValue.Member;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Lowering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the compiler for the members of compound literals, one by one: {@code (M).x}. */
final class CompoundProbe {
  private static final int MAX_MEMBERS = 256;

  private final DeclarationTable table;
  private final MacroProbe probe;

  CompoundProbe(DeclarationTable table, MacroProbe probe) {
    this.table = table;
    this.probe = probe;
  }

  /** {@return the values of those macros whose members are all constants} */
  Map<Integer, ConstantValue> ask(
      List<Integer> indices, List<Macro> macros, Map<Integer, Answer> answers) {
    List<Question> questions = new ArrayList<>();
    List<List<String>> members = new ArrayList<>();
    List<String> records = new ArrayList<>();
    for (int index : indices) {
      String name = macros.get(index).name;
      String record = ((Answer.Aggregate) answers.get(index)).type();
      List<String> paths = new ArrayList<>();
      if (table.records.containsKey(record)) {
        members(table.records.get(record), "", paths);
      }
      if (paths.size() > MAX_MEMBERS) {
        paths.clear();
      }
      for (String path : paths) {
        questions.add(new Question("(" + name + ")." + path, "", true));
      }
      members.add(paths);
      records.add(record);
    }
    List<Answer> values = probe.ask(questions);
    Map<Integer, ConstantValue> compounds = new HashMap<>();
    int at = 0;
    for (int i = 0; i < indices.size(); i++) {
      List<Member> list = new ArrayList<>();
      for (String path : members.get(i)) {
        if (values.get(at++) instanceof Answer.Value(ConstantValue value, String _)) {
          list.add(new Member(path, value));
        }
      }
      if (!list.isEmpty() && list.size() == members.get(i).size()) {
        compounds.put(indices.get(i), new ConstantValue.Compound(records.get(i), list));
      }
    }
    return compounds;
  }

  private void members(Declaration.Record record, String prefix, List<String> paths) {
    for (Declaration.Field field : record.fields()) {
      if (field.name().isEmpty() && field.bits().isPresent()) {
        continue;
      }
      member(field.lowering(), prefix + field.name(), field.name().isEmpty(), paths);
    }
  }

  private void member(Lowering lowering, String path, boolean anonymous, List<String> paths) {
    switch (lowering) {
      case Lowering.Scalar _, Lowering.Opaque _ -> paths.add(path);
      case Lowering.ByValue(String name) -> {
        if (table.records.containsKey(name)) {
          members(table.records.get(name), anonymous ? path : path + ".", paths);
        }
      }
      case Lowering.Array(Lowering element, var count) -> {
        long n = Math.min(count.orElse(0), MAX_MEMBERS + 1);
        for (long i = 0; i < n && paths.size() <= MAX_MEMBERS; i++) {
          member(element, path + "[" + i + "]", false, paths);
        }
      }
    }
  }
}
