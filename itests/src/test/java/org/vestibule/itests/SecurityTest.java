// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import org.junit.ClassRule;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/**
 * What a reviewer of security looks at first, on one gateway that was started from an empty data
 * folder: what listens, how it speaks TLS, whether tampering is found, and who may ask what. {@code
 * ./vestibule test --security} runs this with the long scans.
 */
@RunWith(Suite.class)
@Suite.SuiteClasses({
  PortChecks.class,
  HttpsChecks.class,
  TlsChecks.class,
  RoleChecks.class,
  TamperChecks.class
})
public class SecurityTest {
  @ClassRule public static final SecurityGateway GATEWAY = new SecurityGateway();

  /** Whether the scans that take minutes are wanted, too. */
  static boolean thorough() {
    return Boolean.getBoolean("vestibule.security");
  }
}
