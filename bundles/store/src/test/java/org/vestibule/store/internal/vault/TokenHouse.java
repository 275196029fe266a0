// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process whose vault moves from its key file to a PKCS#11 token and is started again. */
final class TokenHouse {
  private TokenHouse() {}

  public static void main(String[] args) throws Exception {
    House house = new House(Path.of(args[0])).start();
    house.subjects.createKey(House.ANNA);
    byte[] sealed = house.subjects.seal(House.ANNA, "x", House.bytes("anna"));
    TokenGuard token = new TokenGuard(Path.of(args[1]), args[2].toCharArray());
    house.vault.bindGuard(token);
    house.vault.configure(Map.of("keyGuard", token.name()));
    require(house.vault.state().keyGuard().equals("pkcs11"), house.vault.status().sentence());
    require(!Files.exists(house.device()), "a device key is left on the disk");
    house.subjects.destroyKeys(List.of(House.BEN));
    house.vault.rotate();
    house.stop();

    House again = new House(house.root).start(Map.of("keyGuard", "pkcs11"));
    require(!again.subjects.open(), "it opened without its token");
    again.vault.bindGuard(new TokenGuard(Path.of(args[1]), args[2].toCharArray()));
    require(
        new String(again.subjects.open(House.ANNA, "x", sealed)).equals("anna"), "another text");
    again.stop();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
