// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.broker;

import java.io.IOException;
import java.nio.file.Path;

/** What a broker and its clients show each other, made by openssl. */
public final class Certificates {
  private Certificates() {}

  /** Returns where the certificate is that signs the others, and is the broker's own. */
  public static Path authority(Path folder) {
    return folder.resolve("ca.pem");
  }

  /** Makes the broker's own, and returns the lines of its configuration. */
  static String ofBroker(Path folder) throws IOException, InterruptedException {
    Path key = folder.resolve("key.pem");
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
            + " -addext subjectAltName=DNS:localhost -keyout "
            + key
            + " -out "
            + authority(folder));
    return "certfile " + authority(folder) + "\nkeyfile " + key + "\n";
  }

  /** Makes {@code NAME.pem} and {@code NAME.key}, signed by the broker's. */
  public static void ofClient(Path folder, String name) throws IOException, InterruptedException {
    Path request = folder.resolve(name + ".csr");
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN="
            + name
            + " -keyout "
            + folder.resolve(name + ".key")
            + " -out "
            + request);
    openssl(
        "x509 -req -days 2 -CAcreateserial -in "
            + request
            + " -CA "
            + authority(folder)
            + " -CAkey "
            + folder.resolve("key.pem")
            + " -out "
            + folder.resolve(name + ".pem"));
  }

  private static void openssl(String words) throws IOException, InterruptedException {
    Programs.run(("openssl " + words).split(" "));
  }
}
