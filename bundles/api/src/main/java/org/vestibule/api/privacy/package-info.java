// SPDX-License-Identifier: Apache-2.0
/** What people may ask of whoever holds their data: erasure, a copy, an end. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.privacy;
