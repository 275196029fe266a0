// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;

/**
 * A password that lies among the house's secrets: {@code secret:NAME} where a file could stand. The
 * bundle that this code was copied into asks for it, each time anew. Thread-safe.
 */
final class SealedPassword {
  /** Asks whoever keeps secrets at that moment. */
  static final SealedPassword OF_THIS_HOUSE = new SealedPassword(SealedPassword::ask);

  private static final String SCHEME = "secret:";

  /** Where secrets are asked for. */
  @FunctionalInterface
  interface Keeper {
    /** Returns a copy that whoever asked wipes. */
    byte[] get(String name) throws Unread, VestibuleException;
  }

  /** Its message says why, and shows nothing that is secret. */
  static final class Unread extends IOException {
    private static final long serialVersionUID = 1L;

    Unread(String why) {
      super(why);
    }
  }

  private final Keeper keeper;

  SealedPassword(Keeper keeper) {
    this.keeper = keeper;
  }

  /** Returns what stands for a secret where a file could stand. */
  static Path named(String secret) {
    return Path.of(SCHEME + secret);
  }

  /** Returns whether a setting names a secret and no file. */
  static boolean is(Path configured) {
    return configured.toString().startsWith(SCHEME);
  }

  /**
   * Returns the secret that a setting names.
   *
   * @throws Unread if nobody keeps secrets, the vault is locked, or there is none of that name
   */
  byte[] read(Path configured) throws Unread {
    String name = configured.toString().substring(SCHEME.length());
    try {
      return keeper.get(name);
    } catch (VestibuleException e) {
      throw new Unread(e.getMessage());
    }
  }

  private static byte[] ask(String name) throws Unread, VestibuleException {
    Bundle bundle = FrameworkUtil.getBundle(SealedPassword.class);
    BundleContext context = bundle == null ? null : bundle.getBundleContext();
    ServiceReference<Secrets> reference =
        context == null ? null : context.getServiceReference(Secrets.class);
    Secrets secrets = reference == null ? null : context.getService(reference);
    if (secrets == null) {
      throw new Unread("nobody keeps secrets; install the feature store");
    }
    try {
      return secrets.get(name).orElseThrow(() -> new Unread("there is no secret " + name));
    } finally {
      context.ungetService(reference);
    }
  }
}
