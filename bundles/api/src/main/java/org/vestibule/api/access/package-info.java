// SPDX-License-Identifier: Apache-2.0
/** Who may do what, and who is doing it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.access;
