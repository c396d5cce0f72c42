package dev.ligature.templates;

/** A mistake in a template, told with the file, the line and the way out. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception whose message is meant for the user. */
  public TemplateException(String message) {
    super(message);
  }

  /** Creates an exception whose message is meant for the user. */
  public TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
