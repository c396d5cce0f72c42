package dev.ligature.idl;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the validator's errors readable. Of a value that has none of the forms of a {@code oneOf},
 * it reports what each form misses; only the form that was meant is of use.
 */
final class SchemaErrors {
  private static final String ONE_OF = "/oneOf";

  /** What a form scores for a value of another JSON type. */
  private static final int OTHER_TYPE = 100;

  private SchemaErrors() {}

  static List<Error> relevant(List<Error> errors) {
    // Errors of one declaration only ever concern each other, and are few.
    Map<String, List<Error>> declarations = new LinkedHashMap<>();
    for (Error error : errors) {
      declarations.computeIfAbsent(declaration(error), place -> new ArrayList<>()).add(error);
    }
    List<Error> relevant = new ArrayList<>();
    declarations.values().forEach(group -> relevant.addAll(ofMeantForms(group)));
    return relevant;
  }

  private static String declaration(Error error) {
    var place = error.getInstanceLocation();
    return place.getNameCount() < 2 ? "" : place.getElement(0) + "/" + place.getElement(1);
  }

  private static List<Error> ofMeantForms(List<Error> errors) {
    List<Error> left = errors;
    for (Error oneOf : errors) {
      if (left.contains(oneOf) && path(oneOf).endsWith(ONE_OF)) {
        left = withoutOtherForms(left, oneOf);
      }
    }
    return left;
  }

  /** Keeps, of the errors inside {@code oneOf}, those of the form that the value misses least. */
  private static List<Error> withoutOtherForms(List<Error> errors, Error oneOf) {
    Map<String, Integer> scores = new TreeMap<>();
    for (Error error : errors) {
      if (isInside(error, oneOf)) {
        scores.merge(form(error, oneOf), score(error, oneOf), Integer::sum);
      }
    }
    int least = scores.values().stream().mapToInt(score -> score).min().orElse(OTHER_TYPE);
    String meant =
        scores.entrySet().stream()
            .filter(entry -> entry.getValue() == least && least < OTHER_TYPE)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    return errors.stream()
        .filter(
            error ->
                error.equals(oneOf)
                    ? meant.isEmpty()
                    : !isInside(error, oneOf) || form(error, oneOf).equals(meant))
        .toList();
  }

  private static String path(Error error) {
    return error.getEvaluationPath().toString();
  }

  private static String place(Error error) {
    return error.getInstanceLocation().toString();
  }

  private static boolean isInside(Error error, Error oneOf) {
    return path(error).startsWith(path(oneOf) + "/")
        && (place(error) + "/").startsWith(place(oneOf) + "/");
  }

  /** {@return the number of the form of {@code oneOf} to which an error inside it belongs} */
  private static String form(Error error, Error oneOf) {
    String inner = path(error).substring(path(oneOf).length() + 1);
    return inner.substring(0, inner.indexOf('/'));
  }

  /** {@return how much the error says that its form is not meant; errors of members do not} */
  private static int score(Error error, Error oneOf) {
    if (!place(error).equals(place(oneOf))) {
      return 0;
    }
    return switch (error.getKeyword()) {
      case "type" -> OTHER_TYPE;
      case "enum" -> error.getInstanceNode().isContainer() ? OTHER_TYPE : 1;
      default -> 1;
    };
  }

  static Violation violation(Error error) {
    return new Violation(place(error), message(error));
  }

  private static String message(Error error) {
    if (path(error).endsWith(ONE_OF)) {
      return "has none of the forms that may stand here";
    }
    String message = error.getMessage();
    for (Map.Entry<String, String> pattern : IdlNames.DESCRIPTIONS.entrySet()) {
      message =
          message.replace(
              "does not match the regex pattern " + pattern.getKey(),
              "is not " + pattern.getValue());
    }
    return message;
  }
}
