// SPDX-License-Identifier: Apache-2.0
/** A visit: one id from the button to the audit entry. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.visit;
