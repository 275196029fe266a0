// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link VaultSettings} enforces the same; a test compares the two. */
@ObjectClassDefinition(
    id = VaultConfig.PID,
    name = "Vault",
    description = "What holds the device key, under which everything about people is sealed")
@interface VaultConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.store.vault";

  @AttributeDefinition(
      name = "Key guard",
      description =
          "key-file: a secret in a file outside the data folder. passphrase: the vault stays locked"
              + " after a start until somebody opens it. Or the name of a guard that another bundle"
              + " brings, for example pkcs11. Default key-file",
      required = false)
  String keyGuard() default "key-file";

  @AttributeDefinition(
      name = "Key file inside the data folder",
      description =
          "Whether the key file may lie in the data folder, so that a copy of the folder opens"
              + " itself. Default false",
      type = AttributeType.BOOLEAN,
      required = false)
  boolean allowKeyInside() default false;
}
