// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.vestibule.store.internal.vault.WrappedKey.Kind;

/** A process in which a canary is sealed, opened and locked away; it dumps its heap twice. */
final class CanaryHouse {
  private static final int PEOPLE = 50;

  private CanaryHouse() {}

  public static void main(String[] args) throws Exception {
    House house = new House(Path.of(args[0])).start();
    Path out = Path.of(args[1]);
    for (int person = 0; person < PEOPLE; person++) {
      house.subjects.createKey(new UUID(7, person));
    }
    house.subjects.createKey(House.ANNA);
    byte[] template = Canary.template();
    byte[] sealed = house.subjects.seal(House.ANNA, "template", template);
    Aead.wipe(template);
    Files.write(house.data.resolve("store/record"), sealed);
    keep(house, out);

    byte[] opened = house.subjects.open(House.ANNA, "template", sealed);
    byte[] key = house.vault.sealing().keys().use(ring -> ring.of(House.ANNA));
    dump(out.resolve("open.hprof"));
    Aead.wipe(opened);
    Aead.wipe(key);
    house.vault.rotate();
    house.vault.lock();
    dump(out.resolve("locked.hprof"));
    if (house.subjects.open() || key[0] != 0) {
      throw new IllegalStateException("not locked");
    }
  }

  /** Tells the searching process the keys, in a form that is none of those it searches for. */
  private static void keep(House house, Path out) throws Exception {
    List<byte[]> all = new ArrayList<>();
    all.add(house.vault.sealing().keys().use(ring -> ring.of(House.ANNA)));
    all.add(house.vault.sealing().keys().use(ring -> ring.of(new UUID(7, 3))));
    all.add(house.vault.sealing().keys().use(ring -> ring.of(Kind.HOUSE)));
    all.add(house.vault.sealing().keys().use(ring -> ring.of(Kind.INDEX)));
    for (int at = 0; at < all.size(); at++) {
      byte[] hidden = all.get(at);
      for (int of = 0; of < hidden.length; of++) {
        hidden[of] ^= (byte) 0xa5;
      }
      Files.write(out.resolve("key-" + at), hidden);
      Aead.wipe(hidden);
    }
  }

  private static void dump(Path file) throws Exception {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
  }
}
