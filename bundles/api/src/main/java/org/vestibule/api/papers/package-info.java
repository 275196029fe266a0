// SPDX-License-Identifier: Apache-2.0
/** Papers that follow from what is installed and configured. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.papers;
