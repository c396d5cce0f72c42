package dev.ligature.tests.oracle;

import dev.ligature.idl.Idl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a compiler whether all that an IDL says of a header is so. */
final class Oracle {
  private static final Pattern ERROR =
      Pattern.compile("^(.*?):(\\d+):(?:\\d+:)? (?:fatal )?error: (.*)$");

  /**
   * What the compiler said.
   *
   * @param asserted how many claims it judged
   * @param wrong claims that do not hold, or that it did not understand
   * @param unasked what could not be put as a question
   */
  record Verdict(int asserted, List<String> wrong, List<Claims.Unasked> unasked) {}

  private Oracle() {}

  /**
   * Judges an IDL.
   *
   * @param includes the lines that include the header
   * @param arguments for the compiler
   * @param folder for the files of the question
   */
  static Verdict judge(
      Idl idl, Compiler compiler, List<String> includes, List<String> arguments, Path folder)
      throws IOException {
    Claims claims = new Claims(idl);
    List<Claims.Image> images = new ArrayList<>(claims.images());
    List<String> wrong = new ArrayList<>();
    Question asserts = new Question("asserts", includes, claims.asserts(), claims.pointers());
    for (Complaint complaint : asserts.ask(compiler, arguments, folder)) {
      Claims.Image image = claims.valueImages().get(complaint.pointer());
      if (image != null && complaint.message().endsWith("is not constant")) {
        images.add(image);
      } else {
        wrong.add(complaint.text());
      }
    }
    if (!images.isEmpty()) {
      // A file of its own: the macros that hold values are gone at the end of the assertions.
      List<String> pointers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        pointers.add("");
        images.forEach(member -> pointers.add(member.pointer()));
      }
      Question image = new Question("image", includes, image(images), pointers);
      List<Complaint> complaints = image.ask(compiler, arguments, folder);
      complaints.forEach(complaint -> wrong.add(complaint.text()));
      if (complaints.isEmpty() && wrong.isEmpty()) {
        // Places in the image follow from sizes and alignments, which hold.
        compare(images, compiler.section(folder.resolve("image.o"), ".oracle"), wrong);
      }
    }
    int asserted =
        (int) claims.pointers().stream().filter(pointer -> !pointer.isEmpty()).count()
            + claims.images().size();
    return new Verdict(asserted, wrong, claims.unasked());
  }

  /**
   * An error of the compiler.
   *
   * @param pointer the claim's place in the IDL; empty if it is about something else
   */
  private record Complaint(String pointer, String message, String text) {}

  /**
   * A file for the compiler.
   *
   * @param pointers the place in the IDL for each line of the body
   */
  private record Question(String name, List<String> includes, String body, List<String> pointers) {

    List<Complaint> ask(Compiler compiler, List<String> arguments, Path folder) throws IOException {
      Path file = folder.resolve(name + ".c");
      String text = String.join("\n", includes) + "\n" + body;
      Files.writeString(file, text);
      Compiler.Outcome outcome = compiler.compile(file, folder.resolve(name + ".o"), arguments);
      if (outcome.exitCode() == 0) {
        return List.of();
      }
      List<String> lines = text.lines().toList();
      List<Complaint> complaints = new ArrayList<>();
      for (String line : outcome.output().lines().toList()) {
        Matcher error = ERROR.matcher(line);
        if (error.matches()) {
          int number = Integer.parseInt(error.group(2));
          int index = number - 1 - includes.size();
          boolean ours =
              error.group(1).equals(file.toString()) && index >= 0 && index < pointers.size();
          complaints.add(
              ours
                  ? new Complaint(
                      pointers.get(index),
                      error.group(3),
                      pointers.get(index) + ": " + error.group(3) + ": " + lines.get(number - 1))
                  : new Complaint("", error.group(3), line));
        }
      }
      return complaints.isEmpty()
          ? List.of(new Complaint("", outcome.output(), outcome.output()))
          : complaints;
    }
  }

  private static String image(List<Claims.Image> images) {
    StringBuilder text =
        new StringBuilder("__attribute__((section(\".oracle\"))) const struct {\n");
    for (int i = 0; i < images.size(); i++) {
      String type = images.get(i).type();
      int bracket = type.indexOf('[');
      String element = type.endsWith("]") ? type.substring(0, bracket) : type;
      String array = type.endsWith("]") ? type.substring(bracket) : "";
      text.append(element).append(" oracle_").append(i).append(array).append(";\n");
    }
    text.append("} oracle_image = {\n");
    for (int i = 0; i < images.size(); i++) {
      text.append(".oracle_").append(i).append(" = ").append(images.get(i).initializer());
      text.append(",\n");
    }
    return text.append("};\n").toString();
  }

  private static void compare(List<Claims.Image> images, byte[] bytes, List<String> wrong) {
    long at = 0;
    for (Claims.Image image : images) {
      at = (at + image.align() - 1) / image.align() * image.align();
      byte[] found = Arrays.copyOfRange(bytes, (int) at, (int) (at + image.size()));
      if (!Arrays.equals(found, image.expected())) {
        HexFormat hex = HexFormat.of();
        wrong.add(
            image.pointer()
                + ": the compiler has "
                + hex.formatHex(found)
                + ", the IDL "
                + hex.formatHex(image.expected())
                + " for "
                + image.initializer());
      }
      at += image.size();
    }
  }
}
