// SPDX-License-Identifier: Apache-2.0
/** Credentials of access control: cards and their formats, and whose they are. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.credential;
