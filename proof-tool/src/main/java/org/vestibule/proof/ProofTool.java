// SPDX-License-Identifier: Apache-2.0
package org.vestibule.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail.Sealed;

/**
 * The program behind {@code ./vestibule audit} and {@code ./vestibule erase}. Exit code 0: what is
 * claimed holds; 1: it does not; 2: wrong use; 3: it holds as far as could be checked.
 */
public final class ProofTool {
  private static final String USE =
      """
      usage: ./vestibule audit verify [--expect LINE:HASH] [--key FILE]
             ./vestibule erase verify RECEIPT [--key FILE]

        audit verify   reads the whole audit and checks each link, each signature of the house, and that
                       nothing which was signed is missing. Write down the line and hash that it prints:
                       with --expect they show later that the data folder was not replaced by an older copy
        erase verify   checks a receipt (a file under receipts in the data folder): its signature, and the
                       audit's line; a gateway that runs looks besides for keys, rows, caches and backups
        --key FILE     the public key of the house as you noted it, instead of trust/house*.pub
        --data DIR     data folder of the gateway      (default: data)
        --port N       port of the gateway on loopback (default: 8787)

      Exit code 0: it holds; 1: it does not; 2: wrong use; 3: it holds as far as could be checked.
      """;

  /** What was asked for. */
  record Order(
      String what,
      Optional<Path> receipt,
      Path data,
      int port,
      Optional<Path> key,
      List<Sealed> expected) {}

  private ProofTool() {}

  /** See {@code ./vestibule audit --help}. */
  public static void main(String... words) {
    System.exit(run(System.out, System.err, words));
  }

  static int run(PrintStream out, PrintStream err, String... words) {
    if (List.of(words).contains("--help")) {
      out.print(USE);
      return 0;
    }
    Order order;
    try {
      order = read(new ArrayDeque<>(List.of(words)));
    } catch (IllegalArgumentException e) {
      err.println("vestibule: " + e.getMessage());
      err.print(USE);
      return 2;
    }
    try {
      return order.what().equals("audit")
          ? new AuditProof(order).print(out)
          : new ErasureProof(order).print(out);
    } catch (VestibuleException e) {
      err.println(e.code() + ": " + e.input());
      err.println("  found:    " + e.found());
      err.println("  allowed:  " + e.allowed());
      err.println("  remedy:   " + e.remedy());
      return 1;
    } catch (IOException e) {
      err.println("file-unusable: " + e.getMessage());
      return 1;
    }
  }

  private static Order read(Deque<String> words) {
    Path data = Path.of("data");
    int port = 8787;
    Optional<Path> key = Optional.empty();
    List<Sealed> expected = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      switch (word) {
        case "--data" -> data = Path.of(value(word, words));
        case "--port" -> port = port(value(word, words));
        case "--key" -> key = Optional.of(Path.of(value(word, words)));
        case "--expect" -> expected.add(noted(value(word, words)));
        default -> {
          if (word.startsWith("-")) {
            throw new IllegalArgumentException("unknown option '" + word + "'");
          }
          plain.add(word);
        }
      }
    }
    if (plain.equals(List.of("audit", "verify"))) {
      return new Order("audit", Optional.empty(), data, port, key, expected);
    }
    if (plain.size() == 3 && plain.subList(0, 2).equals(List.of("erase", "verify"))) {
      return new Order("erase", Optional.of(Path.of(plain.get(2))), data, port, key, expected);
    }
    throw new IllegalArgumentException("cannot understand '" + String.join(" ", plain) + "'");
  }

  private static String value(String option, Deque<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return words.removeFirst();
  }

  private static int port(String given) {
    if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) > 65_535) {
      throw new IllegalArgumentException("--port needs a number up to 65535, got '" + given + "'");
    }
    return Integer.parseInt(given);
  }

  private static Sealed noted(String given) {
    if (!given.matches("[0-9]{1,18}:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("--expect needs LINE:HASH, for example 120:5f0c... (64)");
    }
    String[] parts = given.split(":");
    return new Sealed(Long.parseLong(parts[0]), parts[1]);
  }
}
