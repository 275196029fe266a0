// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Who may sign packs for this gateway. */
final class TrustCommands {
  private TrustCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "trust",
            "trust list | trust add NAME --key KEY [--role ROLE] [--slots A,B] | trust revoke NAME|KEYID --reason TEXT",
            """
            Shows or changes who may sign packs for this gateway: trust/signers.json in the data folder.
            KEY is the base64 that key new prints, or a PEM file. ROLE is release (staged, serves), local (serves from the folder of packs, never staged) or trial (staged and shadowed only).
            A running gateway takes the change within seconds; what a revoked key signed stops serving.""",
            Set.of("--key", "--role", "--slots", "--reason"),
            Set.of(),
            1,
            2,
            TrustCommands::trust));
  }

  private static void trust(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    try (SignersFile signers = SignersFile.open(arguments.data())) {
      switch (arguments.plain(0)) {
        case "list" -> list(signers, screen);
        case "add" -> add(arguments, signers, screen);
        case "revoke" -> revoke(arguments, signers, screen);
        default -> throw new WrongUse("unknown order 'trust " + arguments.plain(0) + "'");
      }
    }
  }

  private static void list(SignersFile signers, Screen screen)
      throws VestibuleException, IOException {
    List<List<String>> rows = new ArrayList<>();
    List<Map<String, Object>> values = new ArrayList<>();
    for (Signer signer : signers.signers()) {
      String revoked = signers.revoked(signer.keyId()).orElse("");
      String slots = String.join(",", signer.slots());
      rows.add(List.of(signer.name(), signer.keyId(), signer.role(), slots, revoked));
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("name", signer.name());
      value.put("keyId", signer.keyId());
      value.put("role", signer.role());
      value.put("slots", signer.slots());
      value.put("revoked", revoked);
      values.add(value);
    }
    screen.table(
        List.of("Signer", "Key", "Role", "Slots", "Revoked"),
        rows,
        "Nobody is trusted: no pack can be taken in.",
        values);
  }

  private static void add(Arguments arguments, SignersFile signers, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    Signer signer =
        new Signer(
            name(arguments),
            PublicKeys.of(arguments.need("--key")),
            arguments.option("--role").orElse("release"),
            List.of(arguments.option("--slots").orElse("*").split(",")));
    signers.add(signer);
    signers.save();
    screen.answer(
        signer.name()
            + " (key "
            + signer.keyId()
            + ") is trusted as "
            + signer.role()
            + " for "
            + String.join(", ", signer.slots())
            + "."
            + signers
                .revoked(signer.keyId())
                .map(since -> " The key stays revoked since " + since + ".")
                .orElse(""),
        Map.of("name", signer.name(), "keyId", signer.keyId(), "role", signer.role()));
  }

  private static void revoke(Arguments arguments, SignersFile signers, Screen screen)
      throws WrongUse, VestibuleException, IOException {
    String wanted = name(arguments);
    String reason = arguments.need("--reason");
    String keyId = wanted;
    for (Signer signer : signers.signers()) {
      keyId = signer.name().equals(wanted) ? signer.keyId() : keyId;
    }
    if (!keyId.matches("[0-9a-f]{16}")) {
      throw new VestibuleException(
          "model-signer-unknown",
          "signer",
          wanted,
          "a name in signers.json or a key id of 16 hexadecimal digits",
          "./vestibule model trust list shows them.");
    }
    signers.revoke(keyId, reason);
    signers.save();
    screen.answer(
        "Key " + keyId + " is revoked since " + signers.revoked(keyId).orElse("") + ".",
        Map.of("keyId", keyId));
  }

  private static String name(Arguments arguments) throws WrongUse {
    return arguments.optional(1).orElseThrow(() -> new WrongUse("a signer is needed"));
  }
}
