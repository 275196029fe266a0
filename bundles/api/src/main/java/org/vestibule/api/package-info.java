// SPDX-License-Identifier: Apache-2.0
/** What all rooms of the house share: the typed error and identifiers. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api;
