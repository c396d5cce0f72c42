import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as RFC 4180 has them. */
final class Csv {
  private Csv() {}

  /**
   * {@return the fields of each row} Fields in quotes may hold separators, line ends and doubled
   * quotes.
   */
  static List<List<String>> parse(String text, char separator) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean inQuotes = false;
    boolean any = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inQuotes) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else {
          inQuotes = false;
        }
      } else if (c == '"') {
        inQuotes = true;
        any = true;
      } else if (c == separator) {
        row.add(take(field));
        any = true;
      } else if (c == '\n') {
        row.add(take(field));
        rows.add(row);
        row = new ArrayList<>();
        any = false;
      } else if (c != '\r') {
        field.append(c);
        any = true;
      }
    }
    if (any) {
      row.add(take(field));
      rows.add(row);
    }
    return rows;
  }

  private static String take(StringBuilder field) {
    String text = field.toString();
    field.setLength(0);
    return text;
  }
}
