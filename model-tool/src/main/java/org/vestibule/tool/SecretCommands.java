// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Passwords and keys for other systems, in a running gateway; known to the script by this word. */
final class SecretCommands {
  private static final int MOST = 4096;

  private SecretCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "secret",
            "secret list | put NAME | make NAME [--webhook] | remove NAME",
            """
            Keeps passwords and keys for brokers, webhooks and other systems, sealed; settings name them as secret:NAME.
            put reads the secret from standard input, without its last line end, or asks for it without showing it.
            make draws 32 random bytes and shows them this once, as 64 hexadecimal digits or, with --webhook, as
            Standard Webhooks write a key. list shows names only: a secret that is kept is shown to nobody.""",
            Set.of(),
            Set.of("--webhook"),
            1,
            2,
            SecretCommands::run));
  }

  private static void run(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Gateway gateway = GatewayCommands.gateway(arguments, screen);
    switch (arguments.plain(0)) {
      case "list" -> list(gateway, screen);
      case "put" -> put(gateway, DoorCommands.name(arguments, 1, "NAME"), screen);
      case "make" ->
          make(
              gateway,
              DoorCommands.name(arguments, 1, "NAME"),
              arguments.has("--webhook") ? "webhook" : "hex",
              screen);
      case "remove" -> {
        String name = DoorCommands.name(arguments, 1, "NAME");
        gateway.delete("/api/secrets/" + name);
        screen.answer("Secret " + name + " is removed.", Map.of("removed", name));
      }
      default -> throw new WrongUse("unknown command 'secret " + arguments.plain(0) + "'");
    }
  }

  private static void list(Gateway gateway, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode names = gateway.get("/api/secrets");
    List<List<String>> rows = new ArrayList<>();
    names.forEach(name -> rows.add(List.of(name.asText(), "secret:" + name.asText())));
    screen.table(List.of("SECRET", "IN SETTINGS"), rows, "No secret yet.", names);
  }

  private static void make(Gateway gateway, String name, String form, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode made = gateway.order("/api/secrets/" + name + "/make?form=" + form);
    screen.answer(
        made.path("secret").asText()
            + "\nIt is kept as secret:"
            + name
            + " and shown this once; give it to the other side.",
        made);
  }

  private static void put(Gateway gateway, String name, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    Console console = System.console();
    byte[] secret = console == null ? piped() : typed(console, name);
    try {
      if (secret.length == 0 || secret.length > MOST) {
        throw new VestibuleException(
            "value-invalid",
            "secret " + name,
            secret.length == 0 ? "nothing" : "more than the bound",
            "1 to " + MOST + " bytes",
            "Pipe it in: ./vestibule secret put " + name + " <FILE");
      }
      gateway.put("/api/secrets/" + name, secret, "text/plain; charset=utf-8");
      screen.answer(
          "Kept; settings name it as secret:" + name, Map.of("put", name, "as", "secret:" + name));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** Reads what is piped in, without the line end that an editor or echo adds. */
  private static byte[] piped() throws IOException {
    // With room for a line end, and for one byte that shows that it is too long.
    byte[] read = System.in.readNBytes(MOST + 3);
    int end = read.length;
    if (end > 0 && read[end - 1] == '\n') {
      end--;
      if (end > 0 && read[end - 1] == '\r') {
        end--;
      }
    }
    byte[] secret = Arrays.copyOf(read, end);
    Arrays.fill(read, (byte) 0);
    return secret;
  }

  private static byte[] typed(Console console, String name) {
    char[] typed = console.readPassword("Secret %s: ", name);
    if (typed == null) {
      return new byte[0];
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    byte[] secret = new byte[bytes.remaining()];
    bytes.get(secret);
    Arrays.fill(bytes.array(), (byte) 0);
    Arrays.fill(typed, '\0');
    return secret;
  }
}
