// SPDX-License-Identifier: Apache-2.0
/** Doors: policy, orders and outcomes. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.door;
