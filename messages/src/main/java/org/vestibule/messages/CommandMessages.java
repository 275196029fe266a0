// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.event.EventFields;
import org.vestibule.messages.shape.Shape;

/**
 * Reads commands and writes their answers: {@code {"id", "issuedAt", "command", "door", ...}}, as
 * JSON or CBOR. What the schema does not know is refused by its name, so that nobody believes to
 * have ordered what was not read. Thread-safe.
 */
public final class CommandMessages {
  /** The longest command, in bytes. */
  public static final int MOST_BYTES = 4096;

  /** RFC 3339, section 5.6, which is narrower than what Java reads. */
  private static final Pattern MOMENT =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  /** Those of the shapes, so that there are few. */
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CommandMessages() {}

  /**
   * Reads a command in JSON.
   *
   * @throws VestibuleException {@code command-invalid}, naming what is wrong
   */
  public static CommandRequest read(byte[] json) throws VestibuleException {
    return read(json, Encoding.JSON);
  }

  /**
   * Reads a command.
   *
   * @throws VestibuleException {@code command-invalid}, naming field, found and allowed
   */
  public static CommandRequest read(byte[] bytes, Encoding encoding) throws VestibuleException {
    if (bytes.length > MOST_BYTES) {
      throw Refusal.of("its length", bytes.length + " bytes", "at most " + MOST_BYTES);
    }
    Map<String, Object> found = FlatObject.read(bytes, encoding);
    CommandKind kind = kind(found.remove("command"));
    Map<String, Object> values = new HashMap<>();
    List<CommandKind.Field> fields = new ArrayList<>(CommandKind.COMMON);
    fields.addAll(kind.fields());
    for (CommandKind.Field field : fields) {
      Object value = found.remove(field.name());
      if (value != null) {
        values.put(field.name(), checked(field, value));
      } else if (field.needed()) {
        throw Refusal.of("field " + field.name(), "missing", expected(field.shape()));
      }
    }
    if (!found.isEmpty()) {
      List<String> known = fields.stream().map(CommandKind.Field::name).toList();
      throw Refusal.of(
          "field " + Refusal.shown(found.keySet().iterator().next()),
          "not known in " + kind.name(),
          "command, " + String.join(", ", known));
    }
    return new CommandRequest(
        (String) values.get("id"),
        Optional.ofNullable((Instant) values.get("issuedAt")),
        kind.make().apply(values));
  }

  /** Writes an answer in JSON. */
  public static byte[] write(CommandResult result) {
    return write(result, Encoding.JSON);
  }

  /** Writes an answer. */
  public static byte[] write(CommandResult result, Encoding encoding) {
    JsonNode tree = MAPPER.valueToTree(EventFields.plain(result));
    return encoding.write(tree);
  }

  private static CommandKind kind(Object name) throws VestibuleException {
    String allowed =
        CommandKind.all().stream().map(CommandKind::name).collect(Collectors.joining(", "));
    if (name == null) {
      throw Refusal.of("field command", "missing", allowed);
    }
    if (!(name instanceof String text)) {
      throw Refusal.of("field command", "a number", allowed);
    }
    Optional<CommandKind> kind = CommandKind.of(text);
    if (kind.isEmpty()) {
      throw Refusal.of("field command", Refusal.shown(text), allowed);
    }
    return kind.get();
  }

  private static Object checked(CommandKind.Field field, Object value) throws VestibuleException {
    boolean whole = field.shape() instanceof Shape.Whole;
    if (whole != value instanceof Long) {
      throw wrong(field, value instanceof Long ? "a number" : "text");
    }
    if (field.shape() instanceof Shape.Whole bounds) {
      long number = (Long) value;
      if (number < bounds.least() || number > bounds.most()) {
        throw wrong(field, String.valueOf(number));
      }
      return number;
    }
    String text = (String) value;
    if (field.shape() instanceof Shape.Moment) {
      return moment(field, text);
    }
    Optional<String> pattern = ((Shape.Text) field.shape()).pattern();
    if (pattern.isPresent() && !compiled(pattern.get()).matcher(text).matches()) {
      throw wrong(field, Refusal.shown(text));
    }
    return text;
  }

  /** Compiling a pattern costs more than all else that is done to a command here. */
  private static Pattern compiled(String pattern) {
    return PATTERNS.computeIfAbsent(pattern, Pattern::compile);
  }

  private static Instant moment(CommandKind.Field field, String text) throws VestibuleException {
    try {
      if (MOMENT.matcher(text).matches()) {
        return OffsetDateTime.parse(text).toInstant();
      }
    } catch (DateTimeException e) {
      // A day that there is not: refused below, like one of another form.
    }
    throw wrong(field, Refusal.shown(text));
  }

  private static VestibuleException wrong(CommandKind.Field field, String found) {
    return Refusal.of("field " + field.name(), found, expected(field.shape()));
  }

  private static String expected(Shape shape) {
    if (shape instanceof Shape.Whole bounds) {
      return "a whole number, " + bounds.least() + " to " + bounds.most();
    }
    if (shape instanceof Shape.Text text) {
      return "text" + text.pattern().map(pattern -> " that matches " + pattern).orElse("");
    }
    return "a moment with its offset, for example 2026-01-01T00:00:00Z";
  }
}
