// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A process that takes a pack in, or removes one, and halts for ever at a step, so that it can be
 * killed exactly there. Arguments: folder of packs, trust file, {@code receive} or {@code remove},
 * source or pack, step.
 */
final class StageUntil {
  private StageUntil() {}

  public static void main(String[] arguments) throws Exception {
    Path packs = Path.of(arguments[0]);
    Step halt = Step.valueOf(arguments[4]);
    Staging staging =
        new Staging(packs, new FileTrustStore(Path.of(arguments[1])), name -> Optional.empty());
    Consumer<Step> progress =
        step -> {
          if (step == halt) {
            System.out.println(halt);
            haltForEver();
          }
        };
    if (arguments[2].equals("receive")) {
      staging.receive(Path.of(arguments[3]), false, progress);
    } else {
      staging.remove(new ManifestReader().read(packs.resolve(arguments[3])), progress);
    }
    System.out.println("done");
  }

  private static void haltForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("only a signal ends this process", e);
    }
  }
}
