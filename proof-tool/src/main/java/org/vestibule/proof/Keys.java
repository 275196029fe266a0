// SPDX-License-Identifier: Apache-2.0
package org.vestibule.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.vestibule.core.internal.audit.HouseKeys;

/** Whose signatures count: the keys in the data folder, or the one that somebody noted. */
final class Keys {
  private Keys() {}

  static HouseKeys of(ProofTool.Order order) throws IOException {
    return order.key().isPresent()
        ? HouseKeys.of(List.of(Files.readString(order.key().get()).strip()))
        : HouseKeys.in(order.data());
  }
}
