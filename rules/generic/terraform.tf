resource "aws_security_group" "open" {
  # ruleid: terraform-open-ingress
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  # ok: terraform-open-ingress
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  # ok: terraform-open-ingress
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

# ruleid: terraform-open-ingress
resource "aws_security_group_rule" "database" {
  type        = "ingress"
  from_port   = 5432
  to_port     = 5432
  protocol    = "tcp"
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_s3_bucket" "data" {
  # ruleid: terraform-public-storage
  acl = "public-read"
}

resource "aws_s3_bucket_public_access_block" "data" {
  # ruleid: terraform-public-storage
  block_public_acls = false
  # ok: terraform-public-storage
  block_public_policy = true
}

resource "aws_s3_bucket" "private" {
  # ok: terraform-public-storage
  acl = "private"
}

resource "aws_db_instance" "shop" {
  # ruleid: terraform-public-database
  publicly_accessible = true
  # ruleid: terraform-unencrypted
  storage_encrypted = false
}

resource "aws_db_instance" "inner" {
  # ok: terraform-public-database
  publicly_accessible = false
  # ok: terraform-unencrypted
  storage_encrypted = true
}

resource "azurerm_mssql_server" "shop" {
  # ruleid: terraform-public-database
  public_network_access_enabled = true
}

resource "aws_ebs_volume" "data" {
  # ruleid: terraform-unencrypted
  encrypted = false
  # ok: terraform-unencrypted
  size = 40
}

resource "aws_db_instance" "other" {
  # ok: terraform-public-database
  port = 5432
}

data "aws_iam_policy_document" "all" {
  statement {
    # ruleid: terraform-iam-wildcard
    actions   = ["*"]
    resources = ["*"]
  }
  statement {
    # ok: terraform-iam-wildcard
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "all" {
  policy = jsonencode({
    Statement = [{
      # ruleid: terraform-iam-wildcard
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }, {
      # ok: terraform-iam-wildcard
      Effect   = "Allow"
      Action   = ["logs:PutLogEvents"]
      Resource = "*"
    }]
  })
}
