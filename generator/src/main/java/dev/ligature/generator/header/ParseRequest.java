package dev.ligature.generator.header;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What {@link HeaderFrontend} is to read, and how.
 *
 * @param module the name of the binding module
 * @param headers at least one; all are read in one translation unit, in this order
 * @param triple the target as clang spells it; the host where it is empty
 * @param clangArguments {@code -I}, {@code -D}, {@code -U}, {@code -isystem}, {@code -include},
 *     {@code --sysroot}, {@code -std}, … for clang, in order
 * @param selection which declarations are wanted
 * @param libraries what to load, by operating system; goes into the IDL as it is
 * @param keepGoing whether declarations with errors are skipped instead of refused
 * @param fullIntrinsics whether a Windows target reads clang's real {@code x86intrin.h} and its
 *     kin, which is slow, instead of an empty one
 */
public record ParseRequest(
    String module,
    List<HeaderInput> headers,
    Optional<String> triple,
    List<String> clangArguments,
    Selection selection,
    SequencedMap<String, String> libraries,
    boolean keepGoing,
    boolean fullIntrinsics) {
  public ParseRequest {
    Objects.requireNonNull(module, "module");
    headers = List.copyOf(headers);
    Objects.requireNonNull(triple, "triple");
    clangArguments = List.copyOf(clangArguments);
    Objects.requireNonNull(selection, "selection");
    libraries = new LinkedHashMap<>(libraries);
    if (headers.isEmpty()) {
      throw new IllegalArgumentException("no headers");
    }
  }

  /** {@return a request for those headers with everything else at its default} */
  public static ParseRequest of(String module, HeaderInput... headers) {
    return new ParseRequest(
        module,
        List.of(headers),
        Optional.empty(),
        List.of(),
        Selection.OWN,
        new LinkedHashMap<>(),
        false,
        false);
  }

  /** {@return this request for that target} */
  public ParseRequest withTriple(String newTriple) {
    return new ParseRequest(
        module,
        headers,
        Optional.of(newTriple),
        clangArguments,
        selection,
        libraries,
        keepGoing,
        fullIntrinsics);
  }

  /** {@return this request with those arguments for clang} */
  public ParseRequest withClangArguments(List<String> newArguments) {
    return new ParseRequest(
        module, headers, triple, newArguments, selection, libraries, keepGoing, fullIntrinsics);
  }

  /** {@return this request with that selection} */
  public ParseRequest withSelection(Selection newSelection) {
    return new ParseRequest(
        module,
        headers,
        triple,
        clangArguments,
        newSelection,
        libraries,
        keepGoing,
        fullIntrinsics);
  }

  /** {@return this request, with errors in declarations tolerated or not} */
  public ParseRequest withKeepGoing(boolean newKeepGoing) {
    return new ParseRequest(
        module,
        headers,
        triple,
        clangArguments,
        selection,
        libraries,
        newKeepGoing,
        fullIntrinsics);
  }
}
