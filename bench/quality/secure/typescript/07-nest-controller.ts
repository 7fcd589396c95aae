// CWE-639: the owner is part of the query
import { Controller, Get, NotFoundException, Param, ParseIntPipe, Req, UseGuards } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import { Repository } from "typeorm";
import { Invoice } from "./invoice.entity";
import { JwtAuthGuard } from "../auth/jwt-auth.guard";

@UseGuards(JwtAuthGuard)
@Controller("invoices")
export class InvoiceController {
  constructor(@InjectRepository(Invoice) private readonly invoices: Repository<Invoice>) {}

  @Get(":id")
  async show(@Param("id", ParseIntPipe) id: number, @Req() req): Promise<Invoice> {
    const invoice = await this.invoices
      .createQueryBuilder("invoice")
      .where("invoice.id = :id AND invoice.ownerId = :owner", { id, owner: req.user.id })
      .getOne();
    if (!invoice) throw new NotFoundException();
    return invoice;
  }
}
