// SPDX-License-Identifier: Apache-2.0
/** From a configuration to checked values, with one wording for every refusal. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.settings;
