package dev.ligature.templates.java;

import dev.ligature.idl.Location;
import dev.ligature.idl.Skip;
import java.util.Optional;

/** Why a declaration cannot be bound. */
record Problem(Skip.Reason reason, String detail) {
  Skip skip(String name, Location at) {
    return new Skip(name, reason, detail, Optional.of(at));
  }
}
