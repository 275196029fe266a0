// SPDX-License-Identifier: Apache-2.0
/** What people have agreed to, and what the law of the site asks. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.consent;
