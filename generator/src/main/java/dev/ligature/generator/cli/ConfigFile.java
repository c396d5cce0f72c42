package dev.ligature.generator.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The file of {@code --config}; its schema is {@code config.schema.json}. */
final class ConfigFile {
  private static final String SCHEMA = "config.schema.json";

  private final JsonNode root;
  private final Path file;

  private ConfigFile(YamlDocument document) {
    this.root = document.root();
    this.file = document.file();
  }

  /**
   * {@return what the file says, its paths made relative to where we are}
   *
   * @throws UserException if it cannot be read or is malformed
   */
  static Settings read(Path file) {
    return new ConfigFile(YamlDocument.read(file, SCHEMA)).settings();
  }

  private Settings settings() {
    List<String> allow = strings("allow");
    List<String> block = strings("block");
    allow.forEach(regex -> CommandLine.checkRegex(file + ": allow", regex));
    block.forEach(regex -> CommandLine.checkRegex(file + ": block", regex));
    return new Settings(
        headers(),
        outputs(),
        string("module"),
        string("target"),
        clang(),
        libraries(),
        path("exports"),
        allow,
        block,
        strings("allowHeader"),
        bool("everything"),
        bool("fullIntrinsics"),
        strings("rename"),
        path("overlay"),
        path("idlOut").map(Path::toString),
        path("templates"),
        string("lang").map(text -> Settings.Language.valueOf(text.toUpperCase(Locale.ROOT))),
        string("package"),
        path("depfile"),
        path("report").map(Path::toString),
        bool("keepGoing"));
  }

  /** A header that is not beside the file is one to look for as clang does. */
  private List<String> headers() {
    List<String> headers = new ArrayList<>();
    for (String header : strings("headers")) {
      boolean ours = header.equals("-") || !resolve(header).toFile().exists();
      headers.add(ours ? header : resolve(header).toString());
    }
    return headers;
  }

  private List<String> outputs() {
    List<String> outputs = new ArrayList<>();
    for (String output : strings("outputs")) {
      // Path drops the slash that says "a folder".
      String slash = output.endsWith("/") ? "/" : "";
      outputs.add(output.equals("-") ? output : resolve(output) + slash);
    }
    return outputs;
  }

  private List<String> clang() {
    List<String> arguments = new ArrayList<>();
    strings("include").forEach(dir -> arguments.add("-I" + resolve(dir)));
    strings("systemInclude").forEach(dir -> arguments.add("-isystem" + resolve(dir)));
    JsonNode define = root.path("define");
    if (define.isObject()) {
      for (Map.Entry<String, JsonNode> entry : define.properties()) {
        String value = entry.getValue().isNull() ? "" : "=" + entry.getValue().asString();
        arguments.add("-D" + entry.getKey() + value);
      }
    } else {
      strings("define").forEach(macro -> arguments.add("-D" + macro));
    }
    strings("undefine").forEach(macro -> arguments.add("-U" + macro));
    for (String included : strings("forceInclude")) {
      arguments.add("-include");
      arguments.add(resolve(included).toFile().exists() ? resolve(included).toString() : included);
    }
    path("sysroot").ifPresent(dir -> arguments.add("--sysroot=" + dir));
    string("std").ifPresent(std -> arguments.add("-std=" + std));
    arguments.addAll(strings("clangArgs"));
    return arguments;
  }

  private Map<String, String> libraries() {
    Map<String, String> libraries = new LinkedHashMap<>();
    JsonNode library = root.path("library");
    if (library.isString()) {
      libraries.put("", library.stringValue());
    }
    for (Map.Entry<String, JsonNode> entry : library.properties()) {
      libraries.put(entry.getKey(), entry.getValue().stringValue());
    }
    return libraries;
  }

  private Path resolve(String path) {
    Path directory = file.getParent();
    return directory == null ? Path.of(path) : directory.resolve(path);
  }

  private Optional<Path> path(String key) {
    return string(key).map(this::resolve);
  }

  private Optional<String> string(String key) {
    JsonNode node = root.path(key);
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  private Optional<Boolean> bool(String key) {
    JsonNode node = root.path(key);
    return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
  }

  private List<String> strings(String key) {
    JsonNode node = root.path(key);
    if (node.isString()) {
      return List.of(node.stringValue());
    }
    List<String> strings = new ArrayList<>();
    for (JsonNode element : node) {
      strings.add(element.stringValue());
    }
    return strings;
  }
}
